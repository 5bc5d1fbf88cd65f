package dev.bursar.embedded.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Something of the embedded stack can't be started, and the message tells the user why in one line. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@code what} could not be done, and why in words. */
    public static StartFailure of(String what, IOException why) {
        return new StartFailure(what + ": " + words(why), why);
    }

    private static String words(IOException why) {
        if (why instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (why instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason() + " (" + file.getFile() + ")";
        }
        return why.getMessage();
    }
}
