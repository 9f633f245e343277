package rxt.analysis.claim;

import java.util.List;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;

/** All claims of the lectures; a new one is one line here. */
public final class Claims {
    private static final List<Claim> ALL = List.of(
            new C01InterpreterLock(),
            new C02WaitingUnderLock(),
            new C03CompiledCode(),
            new C04LostUpdates(),
            new C05PrivateMemory(),
            new C06SerialFraction(),
            new C07ChunkSize(),
            new C08OrderOfSums(),
            new C09PipeAndQueue(),
            new C10CostOfPassing(),
            new C11ManagedObject(),
            new C12StartingProcesses(),
            new C13MemoryOfProcesses(),
            new C14TinyJobs(),
            new C15Blend(),
            new C16TooManyWorkers(),
            new C17LibraryThreads(),
            new C18LargerKitchen(),
            new C19Permits(),
            new C20BusyWaiting(),
            new C21BoundedBuffer(),
            new C22SlowestStage(),
            new C23Concurrency(),
            new C24Deadlines(),
            new C25Isolates(),
            new C26ColumnarStrings(),
            new C27OrderOfJobs(),
            new C28HyperThreads(),
            new C29SeveralNodes(),
            new C30LargerThanMemory());

    private Claims() {}

    /** Every claim, by number. */
    public static List<Claim> all() {
        return ALL;
    }

    /**
     * The claim of that number, such as {@code C07}, in capitals or not.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static Claim named(String id) {
        return ALL.stream()
                .filter(claim -> claim.text().id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no claim '" + id + "'; there are "
                        + ALL.getFirst().text().id() + " to "
                        + ALL.getLast().text().id()));
    }

    /**
     * What {@code file}, whose analysis that is, says of every claim.
     */
    public static List<Ruling> rule(StudyFile file, Analysis analysis) {
        Evidence evidence = Evidence.of(file, analysis);
        boolean isPart = analysis.leftOut().isAny();
        return ALL.stream().map(claim -> rule(claim, evidence, isPart)).toList();
    }

    private static Ruling rule(Claim claim, Evidence evidence, boolean isPart) {
        Finding finding = claim.find(evidence);
        return new Ruling(claim.text(), finding, isPart && finding.equals(claim.find(Evidence.NONE)));
    }
}
