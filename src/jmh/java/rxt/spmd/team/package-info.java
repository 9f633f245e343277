/** What a team's regions and barriers cost; the command is in {@code rxt.spmd.exact}. */
package rxt.spmd.team;
