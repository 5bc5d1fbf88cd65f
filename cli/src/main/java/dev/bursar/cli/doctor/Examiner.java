package dev.bursar.cli.doctor;

import java.util.List;

/** Looks at one part of an installation; what it can't look at is a finding, not an exception. */
interface Examiner {

    List<Finding> examine();
}
