package dev.bursar.cli.doctor;

/**
 * One thing the doctor looked at.
 *
 * @param advice what to do; empty where nothing is to be done
 */
record Finding(Level level, String subject, String detail, String advice) {

    enum Level {
        OK,
        PROBLEM
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Level.OK, subject, detail, "");
    }

    static Finding problem(String subject, String detail, String advice) {
        return new Finding(Level.PROBLEM, subject, detail, advice);
    }

    boolean isProblem() {
        return level == Level.PROBLEM;
    }
}
