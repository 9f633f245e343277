package rxt.report;

/** Text that grows downwards and is nowhere wider than 80 columns. */
final class Page {
    static final int WIDTH = 80;
    private static final String CONTINUED = " \\";

    private final StringBuilder text = new StringBuilder();

    /** Adds {@code paragraph}, its lines broken at spaces, further lines indented by two more columns than the first. */
    Page paragraph(int indent, String paragraph) {
        String lead = " ".repeat(indent);
        StringBuilder line = new StringBuilder(lead);
        for (String word : paragraph.strip().split("\\s+", -1)) {
            boolean first = line.length() == lead.length();
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                lead = " ".repeat(indent + 2);
                line = new StringBuilder(lead);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
            while (line.length() > WIDTH) {
                line(line.substring(0, WIDTH));
                lead = " ".repeat(indent + 2);
                line = new StringBuilder(lead).append(line, WIDTH, line.length());
            }
        }
        return line(line.toString());
    }

    /** Adds {@code command}, broken before options as a shell reads it. */
    Page command(int indent, String command) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        for (String part : command.split(" (?=--)", -1)) {
            if (line.length() > indent && line.length() + " ".length() + part.length() + CONTINUED.length() > WIDTH) {
                line(line + CONTINUED);
                line = new StringBuilder(" ".repeat(indent + 2)).append(part);
            } else {
                line.append(line.length() > indent ? " " : "").append(part);
            }
        }
        return line(line.toString());
    }

    /** Adds a line that is known to fit. */
    Page line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    /** Adds all of another page. */
    Page add(Page below) {
        text.append(below.text);
        return this;
    }

    Page blank() {
        return line("");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
