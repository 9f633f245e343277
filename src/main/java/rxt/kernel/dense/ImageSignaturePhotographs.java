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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import rxt.kernel.Context;

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
            throw new UncheckedIOException(
                    "the index of photographs '" + index + "' cannot be read (" + e
                            + "); restore it in the inputs folder, or name another with the parameter 'photographs'",
                    e);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("the index of photographs '" + index
                    + "' lists none; write the name of one file of the inputs folder a line");
        }
    }

    /** Number of photographs listed, 1 or more. */
    int count() {
        return names.size();
    }

    /**
     * The samples of a photograph: 8 bits, one band (grey) or three (red, green, blue).
     *
     * @throws UncheckedIOException naming the file where it is missing or damaged
     * @throws IllegalArgumentException where its samples are others
     */
    Raster decode(int photograph) {
        String name = names.get(photograph);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(inputs.open(name))) {
            BufferedImage image = read(stream);
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
                    "photograph '" + name + "' of '" + index + "' cannot be read (" + e
                            + "); restore the file in the inputs folder ('jobs/rxt inputs' fetches large/...), or take its"
                            + " line out of the index",
                    e);
        }
    }

    /** Warnings count as errors: a truncated JPEG is but a warning to the JDK, and decodes to grey. */
    private static BufferedImage read(ImageInputStream stream) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        if (!readers.hasNext()) {
            throw new IOException("neither JPEG nor PNG");
        }
        ImageReader reader = readers.next();
        List<String> warnings = new ArrayList<>();
        try {
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            BufferedImage image = reader.read(0);
            if (!warnings.isEmpty()) {
                throw new IOException(String.join("; ", warnings));
            }
            return image;
        } finally {
            reader.dispose();
        }
    }
}
