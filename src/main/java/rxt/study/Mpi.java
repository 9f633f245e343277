package rxt.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An MPI of this machine: the program that starts ranks, and the library that these ranks must load, because ranks of one
 * MPI started by another believe that each is alone.
 *
 * @param launcher an mpirun, or Slurm's srun
 * @param family whose library it is
 * @param version the launcher's, or {@code unknown}
 * @param library the shared library; empty where it was not found
 */
public record Mpi(Path launcher, Family family, String version, Optional<Path> library) {
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)+[-+.\\w]*");

    /** Libraries with one binary interface and one way of starting ranks. */
    public enum Family {
        OPEN_MPI("openmpi", "Open MPI", "(Open MPI)"),
        INTEL("intel", "Intel MPI", "Intel(R) MPI"),
        MPICH("mpich", "MPICH", "HYDRA");

        private final String word;
        private final String title;
        private final String mark;

        Family(String word, String title, String mark) {
            this.word = word;
            this.title = title;
            this.mark = mark;
        }

        /** What {@code --mpi} calls it. */
        public String word() {
            return word;
        }

        /** What people call it. */
        public String title() {
            return title;
        }

        /** The family that a launcher belongs to which says that of itself at {@code --version}. */
        static Optional<Family> of(String version) {
            return Arrays.stream(values())
                    .filter(family -> version.contains(family.mark))
                    .findFirst();
        }
    }

    /** The MPI of a launcher that says {@code version} of itself; empty where it is of no known family. */
    static Optional<Mpi> of(Path launcher, String version, Optional<Path> library) {
        return Family.of(version).map(family -> new Mpi(launcher, family, number(version), library));
    }

    /** The first thing in a launcher's words that looks like a version. */
    static String number(String text) {
        Matcher number = NUMBERS.matcher(text);
        return number.find() ? number.group() : "unknown";
    }

    /** Whether Slurm starts the ranks. */
    public boolean slurm() {
        return launcher.endsWith("srun");
    }

    /** Such as {@code Open MPI 4.1.4, /usr/bin/mpirun}. */
    @Override
    public String toString() {
        return (slurm() ? "Slurm " : family.title + " ") + version + ", " + launcher;
    }
}
