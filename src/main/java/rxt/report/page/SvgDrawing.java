package rxt.report.page;

import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import tools.jackson.databind.json.JsonMapper;

/** ECharts in this JVM: the options that browsers draw, drawn as SVG. Starting it takes seconds, a figure little. */
final class SvgDrawing implements AutoCloseable {
    private final Context context;
    private final Value svg;

    SvgDrawing() {
        context = Context.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        // ECharts asks for timers that a drawing does not need.
        context.eval("js", "globalThis.self = globalThis; setTimeout = () => 0; clearTimeout = () => 0;");
        context.eval("js", Resources.echarts());
        context.eval("js", Resources.ours("figures.js"));
        svg = context.eval("js", "rxt.svg");
    }

    /** The text of an SVG file of that size in CSS pixels. */
    String of(Map<String, Object> option, int width, int height) {
        return svg.execute(JsonMapper.shared().writeValueAsString(option), width, height)
                .asString();
    }

    @Override
    public void close() {
        context.close();
    }
}
