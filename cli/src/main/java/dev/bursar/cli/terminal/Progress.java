package dev.bursar.cli.terminal;

import java.io.PrintWriter;

/** How far long work has come, on standard error: one moving line on a terminal, else a line per quarter. */
public final class Progress {

    private static final int QUARTERS = 4;

    private final PrintWriter err;
    private final boolean moving;
    private final String what;
    private int last = -1;

    public Progress(PrintWriter err, boolean moving, String what) {
        this.err = err;
        this.moving = moving;
        this.what = what;
    }

    /** Shows that {@code done} of {@code all} is done. */
    public void at(long done, long all) {
        int quarter = all == 0 ? QUARTERS : (int) (done * QUARTERS / all);
        if (moving) {
            err.print("\r" + line(done, all) + "\033[K");
            err.flush();
        } else if (quarter > last) {
            err.println(line(done, all));
        }
        last = quarter;
    }

    /** Ends the moving line. */
    public void end() {
        if (moving && last >= 0) {
            err.println();
        }
        err.flush();
    }

    private String line(long done, long all) {
        return what + " " + Figures.count(done) + " of " + Figures.count(all);
    }
}
