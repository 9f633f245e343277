package rxt.measure;

/** The program each rank runs. */
public final class RankProgram {
    private RankProgram() {}

    public static void main(String[] args) {}
}
