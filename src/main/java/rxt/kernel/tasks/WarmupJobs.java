package rxt.kernel.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/** The jobs of {@link Warmup}, by code that can be had new. */
interface WarmupJobs {
    /** The results of the jobs from {@code from} to {@code to}, of so many steps each, added. */
    long sum(long from, long to, int steps);

    /** The code as a hidden class: the JVM has never run it, and forgets it when nobody uses it any more. */
    static WarmupJobs define() {
        try (InputStream file = WarmupJobs.class.getResourceAsStream("WarmupCode.class")) {
            return MethodHandles.lookup()
                    .defineHiddenClass(file.readAllBytes(), true)
                    .lookupClass()
                    .asSubclass(WarmupJobs.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the code of warmup cannot be defined", e);
        }
    }
}
