package rxt.analysis.model;

import java.io.Serial;

/** The points do not allow what was asked of them; the message says why and what would. */
public final class FitRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    FitRefusedException(String message) {
        super(message);
    }
}
