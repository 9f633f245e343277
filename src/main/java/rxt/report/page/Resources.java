package rxt.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts and styles that a page holds and a drawing needs. */
final class Resources {
    private Resources() {}

    /** Apache ECharts 5.5.0. */
    static String echarts() {
        return read("/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js");
    }

    /** Our own file of that name. */
    static String ours(String name) {
        return read("/rxt/report/page/" + name);
    }

    private static String read(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("RxT's jars do not hold " + path + "; build RxT again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
