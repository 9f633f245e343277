package rxt.kernel.dense;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import rxt.kernel.Context;
import rxt.kernel.Memory;

/**
 * The photographs that an index file lists, one name a line, in order; empty lines and lines that begin with # do not
 * count.
 *
 * <p>Samples are taken as the file stores them, without conversion of colours. JPEG decoders may differ in the last bit,
 * so answers are comparable between machines with the same JDK.
 */
final class ImageSignaturePhotographs {
    private final Context.Inputs inputs;
    private final String index;
    private final List<String> names;

    /**
     * Reads the index.
     *
     * @throws UncheckedIOException naming the index where it cannot be read
     * @throws IllegalArgumentException where it lists nothing
     */
    ImageSignaturePhotographs(Context.Inputs inputs, String index) {
        this.inputs = inputs;
        this.index = index;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(inputs.open(index), StandardCharsets.UTF_8))) {
            this.names = reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw unread(index, e);
        } catch (UncheckedIOException e) { // of its lines
            throw unread(index, e.getCause());
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("the index of photographs '" + index
                    + "' lists none; write the name of one file of the inputs folder a line");
        }
    }

    private static UncheckedIOException unread(String index, IOException cause) {
        return new UncheckedIOException(
                "the index of photographs '" + index + "' cannot be read (" + Context.Inputs.why(cause)
                        + "); restore it in the inputs folder, or name another with the parameter 'photographs'",
                cause);
    }

    /** Number of photographs listed, 1 or more. */
    int count() {
        return names.size();
    }

    /**
     * The samples of a photograph: 8 bits, one band (grey) or three (red, green, blue).
     *
     * @throws UncheckedIOException naming the file where it is missing or damaged
     * @throws IllegalArgumentException where the index names no file, and where its samples are others, or more than
     *     the heap has room for
     */
    Raster decode(int photograph) {
        String name = names.get(photograph);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(inputs.open(name))) {
            BufferedImage image = read(stream, "photograph '" + name + "' of '" + index + "'");
            Raster raster = image.getRaster();
            ColorModel colors = image.getColorModel();
            boolean plain = colors instanceof ComponentColorModel && (raster.getNumBands() | 2) == 3;
            if (!plain || colors.getPixelSize() != 8 * raster.getNumBands()) {
                throw new IllegalArgumentException("photograph '" + name + "' of '" + index + "' has "
                        + colors.getPixelSize() + " bits a pixel ("
                        + colors.getClass().getSimpleName()
                        + "); allowed: 8-bit grey, 8-bit RGB; convert it");
            }
            return raster;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "photograph '" + name + "' of '" + index + "' cannot be read (" + Context.Inputs.why(e)
                            + "); restore the file in the inputs folder ('jobs/rxt inputs' fetches large/...), or take its"
                            + " line out of the index",
                    e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the index of photographs '" + index + "' has a line that names no file (" + e.getReason()
                            + "); write the name of one file of the inputs folder a line",
                    e);
        }
    }

    /** Warnings count as errors: a truncated JPEG is but a warning to the JDK, and decodes to grey. */
    private static BufferedImage read(ImageInputStream stream, String what) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        if (!readers.hasNext()) {
            throw new IOException("neither JPEG nor PNG");
        }
        ImageReader reader = readers.next();
        List<String> warnings = new ArrayList<>();
        try {
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            BufferedImage image = decoded(reader, what);
            if (!warnings.isEmpty()) {
                throw new IOException(String.join("; ", warnings));
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** What a header tells is not to be believed: of sizes that make no sense the JDK's readers say so in many ways. */
    private static BufferedImage decoded(ImageReader reader, String what) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        Memory.requireHeap(what + ", of " + width + " × " + height + " pixels,", 3.0 * width * height);
        try {
            return reader.read(0);
        } catch (RuntimeException e) {
            throw new IOException("damaged: " + e.getMessage(), e);
        }
    }
}
