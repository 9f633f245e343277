package rxt.analysis.claim;

import java.util.List;

/** Operations on packed bytes and on objects. */
final class C26ColumnarStrings implements Claim {
    private static final Text TEXT = new Text(
            "C26",
            "Columnar strings beat object strings by an order of magnitude.",
            "S1",
            List.of("string-ops"),
            "time of the operations on String[] over that on packed bytes with offsets",
            Bound.above(10, "an order of magnitude is 10"),
            "Vaex's factor is against Python's objects, which are boxed and interpreted. Java's strings "
                    + "are compact bytes behind one pointer, and compiled code walks both; what is left is memory "
                    + "and the collector.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=string-ops --set 'string-ops.operation=[all,len,upper]'"
                    + " --output outputs/c26.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        return evidence.longer(
                Wanted.of("string-ops")
                        .with("layout", "objects")
                        .with("operation", "all")
                        .at(1, 1),
                Wanted.of("string-ops")
                        .with("layout", "packed")
                        .with("operation", "all")
                        .at(1, 1),
                TEXT.bound());
    }
}
