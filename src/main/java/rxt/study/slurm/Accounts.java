package rxt.study.slurm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a user's jobs may be booked on, as {@code sacctmgr show associations} tells.
 *
 * @param byDefault the account of jobs that name none, or ""
 * @param names accounts
 * @param qos qualities of service
 */
record Accounts(String byDefault, Set<String> names, Set<String> qos) {
    Accounts {
        names = new TreeSet<>(names);
        qos = new TreeSet<>(qos);
    }

    /** Reads lines of {@code default account|account|qos,qos}. */
    static Accounts parse(String text) {
        List<String[]> rows = text.lines()
                .map(line -> line.strip().split("\\|", -1))
                .filter(row -> row.length == 3)
                .toList();
        Set<String> names = new TreeSet<>();
        Set<String> qos = new TreeSet<>();
        for (String[] row : rows) {
            names.add(row[1]);
            Arrays.stream(row[2].split(",")).filter(name -> !name.isEmpty()).forEach(qos::add);
        }
        return new Accounts(rows.isEmpty() ? "" : rows.getFirst()[0], names, qos);
    }
}
