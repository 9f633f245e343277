/**
 * Scaling laws fitted to measured times, the choice between them, and the roofline: pure functions on plain data.
 *
 * <p>A {@link rxt.analysis.model.Curve} of {@link rxt.analysis.model.TimePoint}s and a {@link rxt.analysis.model.Law}
 * give a {@link rxt.analysis.model.Fit}; {@link rxt.analysis.model.Choice} fits all laws that suit a curve.
 *
 * <p>May import {@code analysis}.
 */
package rxt.analysis.model;
