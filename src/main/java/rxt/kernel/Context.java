package rxt.kernel;

import java.io.IOException;
import java.io.InputStream;
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
    }
}
