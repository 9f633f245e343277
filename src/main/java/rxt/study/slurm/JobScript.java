package rxt.study.slurm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rxt.study.Command;

/**
 * A script for sbatch.
 *
 * @param fileName in {@link StudyPlace#jobs}
 * @param text what stands in it
 */
record JobScript(String fileName, String text) {
    /** Variables that decide which MPI is measured; a script that is sent again by hand must not lose them. */
    private static final List<String> KEPT = List.of("RXT_MPI", "RXT_MPI_LIBRARY", "RXT_DATA");

    /**
     * What all scripts of one submission share.
     *
     * @param place of study and output
     * @param name of the study
     * @param number of the submission, from 1
     * @param options what the user said
     */
    record Setting(StudyPlace place, String name, int number, JobOptions options) {
        private String fileName(String job) {
            return number + "-" + job + ".sbatch";
        }

        private String log(String job, String task) {
            // In a file name of sbatch % begins a field.
            String folder = place.jobs().toString().replace("%", "%%");
            return folder + "/" + number + "-" + job + task + ".log";
        }
    }

    /** The script of an array; of a single job where there is but one part. */
    static JobScript measuring(ArrayJob array, Setting setting) {
        boolean single = array.partsInAll() == 1;
        List<String> head = new ArrayList<>();
        head.add("--nodes=" + array.nodes());
        head.add("--ntasks-per-node=" + array.cpusPerNode());
        head.add("--cpus-per-task=1");
        head.add("--exclusive");
        head.add("--time=" + SlurmTime.text(array.seconds()));
        if (!single) {
            String most = setting.options.maxRunning().isPresent()
                    ? "%" + setting.options.maxRunning().getAsInt()
                    : "";
            head.add("--array=" + array.indices() + most);
        }
        head.add("--signal=B:TERM@60");
        head.add("--requeue");
        head.add("--open-mode=append");
        head.add("--output=" + setting.log(array.name(), single ? "" : ".%a"));
        List<String> run = new ArrayList<>(words("run", setting));
        if (!array.allCells()) {
            run.addAll(List.of("--only", "nodes=" + array.nodes()));
        }
        run.add("--no-merge");
        String part = single ? "" : " --part \"$SLURM_ARRAY_TASK_ID/" + array.partsInAll() + "\"";
        String text = head(
                        "Study " + setting.name + ", " + array.title()
                                + (single ? "" : ", each task a part of them")
                                + ". Sent again, it measures what is still missing.",
                        array.name(),
                        head,
                        setting)
                + "\nexec " + shell(run) + part + "\n";
        return new JobScript(setting.fileName(array.name()), text);
    }

    /** The script of the job that merges. */
    static JobScript merging(long seconds, Setting setting) {
        List<String> head = List.of(
                "--nodes=1",
                "--ntasks=1",
                // `cores: auto` and `fill: node` are to mean here what they mean in the other jobs.
                "--exclusive",
                "--time=" + SlurmTime.text(seconds),
                "--requeue",
                "--open-mode=append",
                "--output=" + setting.log("merge", ""));
        String text = head(
                        "Study " + setting.name
                                + ": one results file of all launches. Sent with --dependency=afterany.",
                        "merge",
                        head,
                        setting)
                + "\nexec " + shell(words("merge", setting)) + "\n";
        return new JobScript(setting.fileName("merge"), text);
    }

    /** Under which name Slurm knows a job of a study. */
    static String jobName(String study, String job) {
        return "rxt-" + study + "-" + job;
    }

    private static List<String> words(String command, Setting setting) {
        return List.of(
                "jobs/rxt",
                command,
                setting.place.study().toString(),
                "--output",
                setting.place.output().toString());
    }

    private static String head(String comment, String job, List<String> options, Setting setting) {
        StringBuilder text =
                new StringBuilder("#!/bin/bash\n# ").append(comment).append('\n');
        option(text, "--job-name=" + jobName(setting.name, job));
        options.forEach(option -> option(text, option));
        JobOptions own = setting.options;
        own.partition().ifPresent(name -> option(text, "--partition=" + name));
        own.account().ifPresent(name -> option(text, "--account=" + name));
        own.qos().ifPresent(name -> option(text, "--qos=" + name));
        own.more().forEach(option -> option(text, option));
        text.append("set -euo pipefail\n");
        text.append("cd ")
                .append(shell(List.of(setting.place.home().toString())))
                .append('\n');
        text.append("export RXT_BUILD=off # a job does not build\n");
        KEPT.stream()
                .filter(setting.place.environment()::containsKey)
                .forEach(name -> text.append("export ")
                        .append(name)
                        .append('=')
                        .append(shell(List.of(setting.place.environment().get(name))))
                        .append('\n'));
        return text.toString();
    }

    private static void option(StringBuilder text, String option) {
        boolean plain = option.matches("[^\\s\"'#\\\\]+");
        text.append("#SBATCH ")
                .append(plain ? option : "\"" + option.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .append('\n');
    }

    private static String shell(List<String> words) {
        return new Command(words, Map.of()).shell();
    }

    /** Where it lies. */
    Path in(StudyPlace place) {
        return place.jobs().resolve(fileName);
    }
}
