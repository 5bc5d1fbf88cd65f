package dev.bursar.contract;

/** A body that cannot be taken, with the place of the fault: the reader of every definition throws it. */
public final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String code;

    /**
     * @param pointer JSON pointer of the field at fault
     * @param code as in the {@code errors} of a problem: {@code missing}, {@code currency_unsupported}, …
     */
    public Malformed(String pointer, String code, String detail) {
        super(detail);
        this.pointer = pointer;
        this.code = code;
    }

    public String pointer() {
        return pointer;
    }

    public String code() {
        return code;
    }
}
