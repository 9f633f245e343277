/**
 * Results for people and programs: tables, heat maps, CSV and JSON.
 *
 * <p>May import {@code analysis} and {@code record}.
 */
package rxt.report;
