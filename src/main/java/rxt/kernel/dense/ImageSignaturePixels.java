package rxt.kernel.dense;

import java.awt.image.Raster;
import java.util.Arrays;

/** The samples of one image, 0 to 255, in the order of {@link ImageSignatureProduct#entries}. */
final class ImageSignaturePixels {
    private final byte[] red;
    private final byte[] green;
    private final byte[] blue;

    /**
     * Brings a photograph to height × width by taking the nearest sample at or above and left of each point.
     *
     * @param raster samples of one band or three
     * @param turn how often the photograph has served before: row r is shifted cyclically by turn·r samples
     * @param product where samples lie
     */
    ImageSignaturePixels(Raster raster, int turn, int height, int width, ImageSignatureProduct product) {
        this.red = new byte[product.entries().length];
        this.green = red.clone();
        this.blue = red.clone();
        int bands = raster.getNumBands();
        int[] line = new int[raster.getWidth() * bands];
        for (int row = 0; row < height; row++) {
            raster.getPixels(0, (int) ((long) row * raster.getHeight() / height), raster.getWidth(), 1, line);
            for (int column = 0; column < width; column++) {
                long shifted = (long) column * raster.getWidth() / width + (long) turn * row;
                int at = (int) (shifted % raster.getWidth()) * bands;
                int index = product.index(row, column);
                red[index] = (byte) line[at];
                green[index] = (byte) line[at + bands / 2];
                blue[index] = (byte) line[at + bands - 1];
            }
        }
    }

    /** Writes the medians over red, green and blue at the indices {@code from} to {@code to} (exclusive). */
    void median(float[] m, int from, int to) {
        for (int i = from; i < to; i++) {
            int r = red[i] & 0xff;
            int g = green[i] & 0xff;
            int b = blue[i] & 0xff;
            m[i] = Math.max(Math.min(r, g), Math.min(Math.max(r, g), b));
        }
    }

    /** The sample in the middle, found by sorting, as a check of {@link #median}. */
    int sortedMedian(int index) {
        int[] rgb = samples(index);
        Arrays.sort(rgb);
        return rgb[1];
    }

    /** Red, green and blue at an index. */
    int[] samples(int index) {
        return new int[] {red[index] & 0xff, green[index] & 0xff, blue[index] & 0xff};
    }
}
