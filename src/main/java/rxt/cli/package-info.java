/**
 * The command line: one thin picocli class per subcommand.
 *
 * <p>May import everything but the transports.
 */
package rxt.cli;
