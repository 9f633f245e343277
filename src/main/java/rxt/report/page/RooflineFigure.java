package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.Roofline;
import rxt.report.RateText;

/** The best split of each problem under the roof that {@code triad} and {@code gemm} make, over flop per byte. */
final class RooflineFigure {
    private static final int HEIGHT = 400;
    private static final double GIGA = 1e9;
    private static final double MARGIN = 4;

    private final Roofline roof;
    private final List<Named> kernels;

    /** A cell and how it is called. */
    private record Named(String name, Shown cell) {}

    private RooflineFigure(Roofline roof, List<Named> kernels) {
        this.roof = roof;
        this.kernels = kernels;
    }

    static Figure of(MeasuredRoof measured, List<Section> sections) {
        List<Named> kernels = standing(sections).stream()
                .filter(kernel -> kernel.cell.number("flop_per_byte").isPresent())
                .toList();
        return new Figure(
                "roofline",
                "Roofline",
                RateText.of(measured)
                        + ". A mark for each problem's best split, with its number; one that moves no bytes"
                        + " has no place here.",
                HEIGHT,
                new RooflineFigure(measured.roofline(), kernels).option());
    }

    /** The same in figures. */
    static HtmlTable table(List<Section> sections) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Named kernel : standing(sections)) {
            Shown cell = kernel.cell;
            rows.add(List.of(
                    Entry.words(kernel.name + ", " + cell.label()),
                    Entry.number(cell, "flop_per_byte"),
                    Entry.giga(cell, "flop_per_second", "GFLOP/s"),
                    Entry.giga(cell, "bytes_per_second", "GB/s"),
                    Entry.giga(cell, "roof_flop_per_second", "GFLOP/s"),
                    Entry.percent(cell, "roof_share"),
                    Entry.words(String.valueOf(cell.columns().get("bound")))));
        }
        return new HtmlTable(
                "Rates of the best splits and the roof above them",
                List.of("problem", "flop per byte", "rate", "memory traffic", "roof", "of the roof", "bound by"),
                rows);
    }

    private static List<Named> standing(List<Section> sections) {
        List<Named> kernels = new ArrayList<>();
        for (Section section : sections) {
            section.cells().stream()
                    .filter(cell ->
                            cell.point().isBest() && cell.number("roof_share").isPresent())
                    .forEach(cell -> kernels.add(new Named(section.number() + " " + section.title(), cell)));
        }
        return kernels;
    }

    private Map<String, Object> option() {
        double least =
                kernels.stream().mapToDouble(k -> k.cell.known("flop_per_byte")).reduce(roof.ridge(), Math::min)
                        / MARGIN;
        double most =
                kernels.stream().mapToDouble(k -> k.cell.known("flop_per_byte")).reduce(roof.ridge(), Math::max)
                        * MARGIN;
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 72, "right", 28, "top", 16, "bottom", 48));
        Map<String, Object> x = Option.axis("log", "arithmetic intensity, flop per byte", 28);
        x.put("min", least);
        x.put("max", most);
        x.put("axisLabel", object("formatter", Option.function("short")));
        option.put("xAxis", x);
        option.put("yAxis", Option.axis("log", "GFLOP/s", 52));
        option.put("series", List.of(roof(least, most), marks()));
        return option;
    }

    private Map<String, Object> roof(double least, double most) {
        List<Object> corners = new ArrayList<>();
        for (double intensity : new double[] {least, roof.ridge(), most}) {
            corners.add(List.of(intensity, roof.roof(intensity) / GIGA));
        }
        return object(
                "type", "line",
                "name", "roof",
                "data", corners,
                "symbol", "none",
                "silent", true,
                "color", "#808890",
                "lineStyle", object("width", 2.5));
    }

    private Map<String, Object> marks() {
        List<Object> data = new ArrayList<>();
        for (Named kernel : kernels) {
            data.add(object(
                    "name",
                    kernel.name.replaceFirst(",.*", ""),
                    "value",
                    List.of(kernel.cell.known("flop_per_byte"), kernel.cell.known("flop_per_second") / GIGA),
                    "row",
                    kernel.cell.row()));
        }
        return object(
                "type",
                "scatter",
                "name",
                "best splits",
                "data",
                data,
                "symbolSize",
                10,
                "color",
                "#0072B2",
                "label",
                object("show", true, "formatter", "{b}", "position", "bottom", "color", "#808890"),
                "labelLayout",
                object("hideOverlap", true));
    }
}
