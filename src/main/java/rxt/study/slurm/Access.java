package rxt.study.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rxt.study.StudyException;

/** Whether the user's jobs may go where they are to go: partition, account, quality of service. */
final class Access {
    private Access() {}

    /**
     * The partition that jobs go to.
     *
     * @throws StudyException where there is none of that name, or none is the default
     */
    static Partition partition(List<Partition> all, JobOptions options) {
        Optional<String> name = options.partition();
        String there = all.stream().map(Partition::name).collect(Collectors.joining(", "));
        return all.stream()
                .filter(partition -> name.map(partition.name()::equals).orElse(partition.isDefault()))
                .findFirst()
                .orElseThrow(() ->
                        new StudyException(name.map(wanted -> "--partition " + wanted + ": no partition has that name")
                                        .orElse("no partition is this Slurm's default: name one with --partition")
                                + "; there are " + (there.isEmpty() ? "none" : there)));
    }

    /**
     * What forbids it.
     *
     * @param enforced {@code AccountingStorageEnforce} of Slurm's settings
     * @param accounts the user's; empty where Slurm keeps no book
     */
    static List<String> refusals(
            JobOptions options, Partition partition, String enforced, Optional<Accounts> accounts) {
        List<String> refusals = new ArrayList<>();
        if (!partition.state().equals("UP")) {
            refusals.add("partition " + partition.name() + " is " + partition.state()
                    + ", so jobs would wait there until somebody opens it: choose another --partition");
        }
        boolean needed = enforced.matches(".*(associations|limits|qos|safe|all).*");
        Optional<String> account =
                options.account().or(() -> accounts.map(Accounts::byDefault).filter(name -> !name.isEmpty()));
        String list = accounts.map(own -> among(own.names())).orElse("ask your cluster which");
        if (needed && accounts.isPresent()) {
            if (account.isEmpty()) {
                refusals.add("this Slurm books each job on an account, and you have no default: name one with"
                        + " --account; yours: " + list);
            } else if (!accounts.get().names().contains(account.get())) {
                refusals.add("--account " + account.get() + ": not one of yours: " + list);
            }
        }
        if (!partition.accounts().isEmpty()
                && account.filter(partition.accounts()::contains).isEmpty()) {
            refusals.add(account.map(name -> "--account " + name).orElse("no --account") + ": partition "
                    + partition.name() + " is for " + among(partition.accounts()));
        }
        quality(options, partition, accounts.filter(_ -> enforced.contains("qos")))
                .ifPresent(refusals::add);
        return refusals;
    }

    private static Optional<String> quality(JobOptions options, Partition partition, Optional<Accounts> accounts) {
        Set<String> allowed = new TreeSet<>(partition.qos());
        accounts.map(Accounts::qos).filter(own -> !own.isEmpty()).ifPresent(own -> {
            if (allowed.isEmpty()) {
                allowed.addAll(own);
            } else {
                allowed.retainAll(own);
            }
        });
        return options.qos()
                .filter(name -> !allowed.isEmpty() && !allowed.contains(name))
                .map(name -> "--qos " + name + ": not allowed on partition " + partition.name() + "; allowed: "
                        + among(allowed));
    }

    private static String among(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
    }
}
