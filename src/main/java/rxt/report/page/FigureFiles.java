package rxt.report.page;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;

/** The page's figures as files, each as SVG, PNG and PDF: ECharts draws the SVG, and the others are made from it. */
public final class FigureFiles {
    private static final int WIDTH = 640;
    private static final int PNG_SCALE = 2;

    private FigureFiles() {}

    /**
     * Writes all figures into {@code folder}, which is made where it is missing.
     *
     * @return the files, in the order of the page
     */
    public static List<Path> write(StudyFile file, Analysis analysis, Path folder) throws IOException {
        // Without a screen, whatever the machine has.
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        try (SvgDrawing drawing = new SvgDrawing()) {
            for (Map.Entry<String, Figure> figure :
                    Content.of(file, analysis).figures().entrySet()) {
                int height = figure.getValue().height();
                String svg = drawing.of(figure.getValue().option(), WIDTH, height);
                String name = figure.getKey();
                written.add(Files.writeString(folder.resolve(name + ".svg"), svg));
                // The list of fonts ends as serif in Java; this one every JVM has.
                SVGDocument document = document(svg.replaceAll("font-family:[^;\"]*", "font-family:SansSerif"));
                written.add(png(document, height, folder.resolve(name + ".png")));
                written.add(pdf(document, height, folder.resolve(name + ".pdf")));
            }
        }
        return written;
    }

    private static SVGDocument document(String svg) {
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("ECharts drew an SVG that cannot be read");
        }
        return document;
    }

    private static Path png(SVGDocument document, int height, Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(PNG_SCALE, PNG_SCALE);
        document.render((JComponent) null, graphics);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static Path pdf(SVGDocument document, int height, Path file) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(WIDTH, height));
            pdf.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(pdf, WIDTH, height);
            document.render((JComponent) null, graphics);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            pdf.save(file.toFile());
        }
        return file;
    }
}
