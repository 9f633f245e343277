package rxt.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import rxt.spmd.Communicator;
import rxt.spmd.team.Team;

/**
 * What a kernel runs with on one rank.
 *
 * @param world the ranks
 * @param team the threads of this rank
 * @param params complete parameters
 * @param inputs opens real data by name
 * @param journal where a kernel whose subject is time has its clock
 */
public record Context(Communicator world, Team team, Params params, Inputs inputs, Journal journal) {
    /** Without a reader of its journal. */
    public Context(Communicator world, Team team, Params params, Inputs inputs) {
        this(world, team, params, inputs, Journal.UNREAD);
    }

    /** Opens a file of the {@code inputs} folder by its name there. */
    @FunctionalInterface
    public interface Inputs {
        InputStream open(String name) throws IOException;

        /** Why that failed, in words for a user: the JDK's message of a missing file is its name alone. */
        static String why(IOException failure) {
            return switch (failure) {
                case NoSuchFileException _, FileNotFoundException _ -> "there is no such file";
                case AccessDeniedException _ -> "no permission";
                default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
            };
        }
    }
}
