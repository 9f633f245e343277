/**
 * Hybrid efficiencies after POP (Performance Optimisation and Productivity, multiplicative hybrid metrics), and the
 * reason they give why one split of ranks × threads beats another: pure functions on plain numbers.
 *
 * <p>P ranks of M threads; R = run time of the slowest rank; O = time of a rank's main thread outside message passing;
 * U = useful computation of all threads. Σ and mean go over ranks.
 *
 * <pre>
 * global efficiency             = parallel efficiency × computation scaling
 *   computation scaling         = ΣU of the reference / ΣU
 *   parallel efficiency         = ΣU / (P·M·R) = rank parallel efficiency × thread parallel efficiency
 *     rank parallel efficiency  = mean(O) / R  = rank load balance × rank communication efficiency
 *       rank load balance       = mean(O) / max(O)
 *       rank communication eff. = max(O) / R
 *     thread parallel efficiency = ΣU / (M·ΣO) = serial × region × thread load balance
 * </pre>
 *
 * <p><b>The three factors of the thread efficiency.</b> The main thread's time outside message passing is either serial,
 * S, in which it computes alone, or in regions of its team, G, so O = S + G. In regions the threads together compute B,
 * so U = S + B. Let L be the time that the busiest thread of each region computes: the time the regions would take if
 * forking, joining, scheduling and locks cost nothing. The threads have M·ΣO, and lose it in three steps:
 *
 * <pre>
 * M·ΣO          what they have
 *   − (M−1)·ΣS  idle while the main thread is outside regions
 * = ΣS + M·ΣG   left for regions and serial part     serial efficiency   = (ΣS + M·ΣG) / (M·ΣO)
 *   − M·Σ(G−L)  regions take longer than the busiest thread
 * = ΣS + M·ΣL                                         region efficiency   = (ΣS + M·ΣL) / (ΣS + M·ΣG)
 *   − Σ(M·L−B)  idle while the busiest thread computes
 * = ΣS + ΣB = ΣU                                      thread load balance = ΣU / (ΣS + M·ΣL)
 * </pre>
 *
 * <p>Each numerator is the next denominator, so the product is ΣU / (M·ΣO) exactly, and each factor is at most 1 where
 * B ≤ M·L ≤ M·G. As on the rank side, load balance is mean over maximum and the rest maximum over elapsed. 0/0 is 1:
 * where there was nothing to lose, nothing was lost; the products hold then too, since the other factor is 0.
 *
 * <p><b>Losses add up.</b> {@link rxt.analysis.efficiency.Loss} is a part of all core time P·M·R, and all losses
 * together are 1 − parallel efficiency exactly. What ranks lose by communication, R − max(O), is what the rank with
 * max(O) spent in message passing, by call: it waited for nobody's computing.
 *
 * <p>May import the JDK.
 */
package rxt.analysis.efficiency;
