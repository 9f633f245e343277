package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.Analysis;
import rxt.analysis.claim.ClaimStudies;
import rxt.record.StudyFile;

/** The figures as files, each drawn and read again. */
class FigureFilesIT {
    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void eachFigureIsWrittenInThreeFormats() throws Exception {
        StudyFile file = PageStudy.rich();
        List<Path> files = FigureFiles.write(file, Analysis.of(file), folder.resolve("new/figures"));
        assertThat(files).hasSize(63).allMatch(Files::isRegularFile);
        for (Path path : files) {
            String name = path.getFileName().toString();
            switch (name.substring(name.length() - 3)) {
                case "svg" ->
                    assertThat(Files.readString(path)).startsWith("<svg").contains("<path", "<text");
                case "png" ->
                    assertThat(colours(ImageIO.read(path.toFile()))).as(name).isGreaterThan(10);
                default -> {
                    try (PDDocument pdf = Loader.loadPDF(path.toFile())) {
                        assertThat(pdf.getNumberOfPages()).isOne();
                        assertThat(Files.size(path)).isGreaterThan(2000);
                    }
                }
            }
        }
        assertThat(folder.resolve("new/figures/study-roofline.svg")).content().contains("flop per byte", "1 gemm");
        assertThat(folder.resolve("new/figures/1-gemm-heat-map-ffm.svg"))
                .content()
                .contains("★", "threads of each rank");
    }

    @Test
    void theFiguresOfClaimsAreAmongThem() throws Exception {
        StudyFile file = ClaimStudies.BY_ID.get("C18").apply(1.5);
        List<Path> files = FigureFiles.write(file, Analysis.of(file), folder);
        for (String name : List.of("claim-c18-bars", "claim-c18-gantt-1", "claim-c18-gantt-2")) {
            assertThat(files)
                    .contains(
                            folder.resolve(name + ".svg"),
                            folder.resolve(name + ".png"),
                            folder.resolve(name + ".pdf"));
        }
        assertThat(folder.resolve("claim-c18-gantt-2.svg")).content().contains("vegetables", "worker 1");
        assertThat(folder.resolve("claim-c18-bars.svg"))
                .content()
                .contains("kitchen places=1 1×2", "kitchen places=2 1×2");
    }

    private static long colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
    }
}
