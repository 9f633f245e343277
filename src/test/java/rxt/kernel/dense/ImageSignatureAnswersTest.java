package rxt.kernel.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import rxt.kernel.Context;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/** Signatures known by hand, and what becomes of photographs that are not as they should be. */
class ImageSignatureAnswersTest {
    /** Medians are 20, 1, 7 and 2, 150, 0. */
    private static final int[][] TINY = {{0x0a141e, 0x00ff01, 0x070709}, {0x010203, 0xc86496, 0x000000}};

    private final Map<String, byte[]> files = new HashMap<>();

    @Test
    void signatureOfATinyImageIsTheOneFoundByHand() throws Exception {
        files.put("tiny.png", png(TINY));
        // m·mᵀ = [450, 190; 190, 22504]
        assertThat(signatures("tiny.png", 1, 2, 3)).containsExactly(23334 / 4.0);
    }

    @Test
    void aPhotographThatServesAgainIsShearedAndSoAnotherMatrix() throws Exception {
        files.put("tiny.png", png(TINY));
        // in turn 1 the second row is 150, 0, 2, and 0, 2, 150 in turn 2
        assertThat(signatures("tiny.png", 3, 2, 3))
                .containsExactly(23334 / 4.0, (22954 + 2 * 3014) / 4.0, (22954 + 2 * 1052) / 4.0);
    }

    @Test
    void nearestSamplesAreTakenWhereTheImageIsLargerOrSmaller() throws Exception {
        files.put("tiny.png", png(TINY));
        assertThat(signatures("tiny.png", 1, 4, 6)).containsExactly(8 * 23334 / 16.0);
        assertThat(signatures("tiny.png", 1, 1, 1)).containsExactly(400.0);
    }

    @Test
    void greyIsItsOwnMedian() throws Exception {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setPixels(0, 0, 2, 1, new int[] {3, 200});
        files.put("grey.png", encoded(grey, "png"));
        assertThat(signatures("grey.png", 1, 1, 2)).containsExactly(9.0 + 40_000.0);
    }

    @Test
    void theLargestValuesStayExact() throws Exception {
        files.put("white.png", png(new int[][] {{0xffffff}}));
        assertThat(signatures("white.png", 1, 67, 16_383)).containsExactly(16_383 * 65_025.0);
    }

    @Test
    void everyRankKnowsTheSignaturesOfAll() throws Exception {
        files.put("tiny.png", png(TINY));
        files.put("index", bytes("# mine\n\n tiny.png \n"));
        Transport.named("local").run(new String[0], 3, (world, _) -> {
            assertThat(signatures(world, 2, 2, 3)).containsExactly(23334 / 4.0, (22954 + 2 * 3014) / 4.0);
        });
    }

    @Test
    void aRankDecodesOnlyWhatItsImagesNeed() throws Exception {
        files.put("tiny.png", png(TINY));
        files.put("index", bytes("tiny.png\nabsent.png\n"));
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            assertThat(signatures(world, 1, 2, 3)).containsExactly(23334 / 4.0);
        });
    }

    @Test
    void aMissingPhotographIsNamedWithTheCure() {
        assertThatThrownBy(() -> signatures("absent.jpg", 1, 2, 3))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("'absent.jpg'", "'index'", "restore the file", "take its line out");
    }

    @Test
    void aTruncatedPhotographIsRefused() throws IOException {
        byte[] whole = input("seeding.jpg").readAllBytes();
        files.put("half.jpg", Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> signatures("half.jpg", 1, 2, 3))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("'half.jpg'", "restore the file");
    }

    /** A header of the format, whatever the decoder makes of the sizes in it. */
    @Test
    void aPhotographOfAnImpossibleSizeIsRefused() throws IOException {
        files.put("wide.png", pngOfSize(400_000_000, 1));
        assertThatThrownBy(() -> signatures("wide.png", 1, 2, 3)).hasMessageContaining("photograph 'wide.png'");
        files.put("large.png", pngOfSize(2_000_000_000, 2_000_000_000));
        assertThatThrownBy(() -> signatures("large.png", 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "'large.png' of 'index', of 2000000000 × 2000000000 pixels,", "(12000000000000000000 bytes)");
    }

    @Test
    void aFileThatIsNoPictureIsRefused() {
        files.put("text.jpg", bytes("no picture"));
        assertThatThrownBy(() -> signatures("text.jpg", 1, 2, 3))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("'text.jpg'", "neither JPEG nor PNG");
    }

    @Test
    void samplesOtherThanEightBitGreyOrRgbAreRefused() throws IOException {
        files.put("alpha.png", encoded(new BufferedImage(2, 2, BufferedImage.TYPE_4BYTE_ABGR), "png"));
        files.put("palette.png", encoded(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED), "png"));
        files.put("deep.png", encoded(new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY), "png"));
        for (String name : new String[] {"alpha.png", "palette.png", "deep.png"}) {
            assertThatThrownBy(() -> signatures(name, 1, 2, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(name, "allowed: 8-bit grey, 8-bit RGB");
        }
    }

    @Test
    void aMissingOrEmptyIndexIsNamed() {
        assertThatThrownBy(() -> new ImageSignaturePhotographs(this::open, "index"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("'index'", "parameter 'photographs'");
        files.put("index", bytes("# nothing\n"));
        assertThatThrownBy(() -> new ImageSignaturePhotographs(this::open, "index"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'index'", "lists none");
    }

    /** A folder, whose lines cannot be read, and a photograph in place of the list of photographs. */
    @Test
    void whatIsNoIndexIsNamed() {
        assertThatThrownBy(() -> new ImageSignaturePhotographs(ImageSignatureAnswersTest::input, "."))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("'.'", "parameter 'photographs'");
        var photographs = new ImageSignaturePhotographs(ImageSignatureAnswersTest::input, "seeding.jpg");
        assertThatThrownBy(() -> photographs.decode(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'seeding.jpg'", "names no file", "one file of the inputs folder a line");
    }

    /** Signatures of images of one photograph, with one rank. */
    private double[] signatures(String photograph, int images, int height, int width) throws Exception {
        files.put("index", bytes(photograph + "\n"));
        double[] signatures = new double[images];
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            System.arraycopy(signatures(world, images, height, width), 0, signatures, 0, images);
        });
        return signatures;
    }

    private double[] signatures(Communicator world, int images, int height, int width) {
        Map<String, String> params =
                Map.of("images", "" + images, "height", "" + height, "width", "" + width, "photographs", "index");
        try (Team team = Team.named("forkjoin", 2);
                ImageSignature kernel = new ImageSignature(context(world, team, params, this::open))) {
            kernel.step();
            assertThat(kernel.verify().valid()).isTrue();
            double[] signatures = new double[images];
            Arrays.setAll(signatures, kernel::signature);
            return signatures;
        }
    }

    private InputStream open(String name) throws IOException {
        if (!files.containsKey(name)) {
            throw new FileNotFoundException(name);
        }
        return new ByteArrayInputStream(files.get(name));
    }

    static Context context(Communicator world, Team team, Map<String, String> params, Context.Inputs inputs) {
        return new Context(world, team, ImageSignature.TYPE.params(params), inputs);
    }

    static InputStream input(String name) throws IOException {
        return Files.newInputStream(Path.of("inputs", name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(int[][] rgb) throws IOException {
        BufferedImage image = new BufferedImage(rgb[0].length, rgb.length, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < rgb.length; y++) {
            for (int x = 0; x < rgb[y].length; x++) {
                image.setRGB(x, y, rgb[y][x]);
            }
        }
        return encoded(image, "png");
    }

    /** One that says that it is so large. */
    private static byte[] pngOfSize(int width, int height) throws IOException {
        byte[] tiny = png(TINY);
        ByteBuffer header = ByteBuffer.wrap(tiny);
        header.putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(tiny, 12, 17);
        header.putInt(29, (int) sum.getValue());
        return tiny;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
