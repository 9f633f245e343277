package rxt.study.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the user says of the jobs of a study.
 *
 * @param partition where they run; empty for Slurm's default
 * @param account who pays
 * @param qos quality of service
 * @param seconds time limit of each job; empty where RxT chooses
 * @param array tasks of each array; empty where RxT chooses
 * @param single whether all cells run in one job
 * @param maxRunning tasks of an array that run at once
 * @param more options that go to sbatch as they are
 */
public record JobOptions(
        Optional<String> partition,
        Optional<String> account,
        Optional<String> qos,
        OptionalLong seconds,
        OptionalInt array,
        boolean single,
        OptionalInt maxRunning,
        List<String> more) {
    /** Variables of sbatch and the option that each stands for. */
    static final Map<String, String> VARIABLES = Map.of(
            "SBATCH_PARTITION", "--partition=",
            "SBATCH_ACCOUNT", "--account=",
            "SBATCH_QOS", "--qos=",
            "SBATCH_TIMELIMIT", "--time=");

    /** Nothing said. */
    public static final JobOptions NONE = new JobOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            false,
            OptionalInt.empty(),
            List.of());

    public JobOptions {
        more = List.copyOf(more);
    }

    /** What sbatch's own variables say, such as {@code SBATCH_PARTITION}. */
    public static JobOptions of(Map<String, String> environment) {
        return parse(VARIABLES.entrySet().stream()
                .filter(variable -> environment.containsKey(variable.getKey()))
                .map(variable -> variable.getValue() + environment.get(variable.getKey()))
                .toList());
    }

    /** These, and where they say nothing, what {@code earlier} said. */
    public JobOptions over(JobOptions earlier) {
        boolean form = single || array.isPresent();
        return new JobOptions(
                partition.or(earlier::partition),
                account.or(earlier::account),
                qos.or(earlier::qos),
                seconds.isPresent() ? seconds : earlier.seconds,
                form ? array : earlier.array,
                form ? single : earlier.single,
                maxRunning.isPresent() ? maxRunning : earlier.maxRunning,
                more.isEmpty() ? earlier.more : more);
    }

    /** As the words of a command line; {@link #parse} reads them. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        partition.ifPresent(name -> words.add("--partition=" + name));
        account.ifPresent(name -> words.add("--account=" + name));
        qos.ifPresent(name -> words.add("--qos=" + name));
        seconds.ifPresent(time -> words.add("--time=" + SlurmTime.text(time)));
        array.ifPresent(tasks -> words.add("--array=" + tasks));
        maxRunning.ifPresent(tasks -> words.add("--max-running=" + tasks));
        if (single) {
            words.add("--single");
        }
        if (!more.isEmpty()) {
            words.add("--");
            words.addAll(more);
        }
        return words;
    }

    /** Reads what {@link #words} wrote. */
    static JobOptions parse(List<String> words) {
        int rest = words.indexOf("--");
        List<String> own = rest < 0 ? words : words.subList(0, rest);
        Optional<String> array = value(own, "--array=");
        Optional<String> most = value(own, "--max-running=");
        Optional<String> time = value(own, "--time=");
        return new JobOptions(
                value(own, "--partition="),
                value(own, "--account="),
                value(own, "--qos="),
                time.isPresent() ? OptionalLong.of(SlurmTime.seconds(time.get())) : OptionalLong.empty(),
                array.isPresent() ? OptionalInt.of(Integer.parseInt(array.get())) : OptionalInt.empty(),
                own.contains("--single"),
                most.isPresent() ? OptionalInt.of(Integer.parseInt(most.get())) : OptionalInt.empty(),
                rest < 0 ? List.of() : words.subList(rest + 1, words.size()));
    }

    private static Optional<String> value(List<String> words, String key) {
        return words.stream()
                .filter(word -> word.startsWith(key))
                .map(word -> word.substring(key.length()))
                .findFirst();
    }
}
