package rxt.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.HostName;
import rxt.record.claim.Claim;
import rxt.record.claim.Claims;
import rxt.record.claim.Standing;
import rxt.study.slurm.Allocation;

/**
 * The nodes of a run: those of its allocation, or this machine. On each of them one launch runs at a time, be it of this
 * run or of another of the study, for two would disturb each other.
 */
final class Site {
    private static final String NODE = "node-";

    private final Claims claims;
    private final List<String> nodes;
    private final String here;
    private final boolean named;
    private final Set<String> busy = new HashSet<>();
    private Map<String, Standing> taken = Map.of();

    /**
     * Nodes for one launch.
     *
     * @param nodes their names
     * @param hosts those names where the launcher is to be told, else empty
     * @param claims on them
     */
    record Place(List<String> nodes, List<String> hosts, List<Claim> claims) {}

    Site(Optional<Allocation> allocation, Claims claims) {
        this.claims = claims;
        this.here = allocation.flatMap(Allocation::here).orElse(HostName.current());
        this.nodes = allocation.map(Allocation::nodes).orElse(List.of(here));
        this.named = nodes.size() > 1;
    }

    int size() {
        return nodes.size();
    }

    /** Takes in what others claim. */
    void update(List<Standing> others) {
        taken = others.stream()
                .filter(claim -> claim.resource().startsWith(NODE))
                .collect(Collectors.toMap(Standing::resource, claim -> claim, (first, _) -> first, HashMap::new));
    }

    /** Whether another run of this machine waits for its turn, as far as is known. */
    boolean isShared(List<Standing> others) {
        return others.stream()
                .filter(claim -> claim.resource().startsWith(Claims.RUN))
                .flatMap(claim -> claim.holder().stream())
                .anyMatch(holder -> holder.host().equals(HostName.current()));
    }

    /** Whether no node is free of launches of this run. */
    boolean isFull() {
        return busy.containsAll(nodes);
    }

    boolean hasRoomFor(Cell cell) {
        return free(cell).size() >= cell.nodes();
    }

    /** Claims of others on nodes that the cell could run on. */
    List<Standing> inTheWayOf(Cell cell) {
        return candidates(cell).stream()
                .map(node -> taken.get(resource(node)))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> free(Cell cell) {
        return candidates(cell).stream()
                .filter(node -> !busy.contains(node) && !taken.containsKey(resource(node)))
                .toList();
    }

    /** Ranks of these transports are threads of one JVM, which no launcher takes elsewhere. */
    private List<String> candidates(Cell cell) {
        return Plan.ON_ONE_NODE.contains(cell.transport()) ? List.of(here) : nodes;
    }

    private static String resource(String node) {
        return NODE + node.replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /** Takes nodes for a launch of the cell; empty where others have them. */
    Optional<Place> take(Cell cell) {
        List<Claim> claimed = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String node : free(cell)) {
            if (names.size() < cell.nodes()) {
                claims.take(resource(node)).ifPresent(claim -> {
                    claims.clear(claim.resource());
                    claimed.add(claim);
                    names.add(node);
                });
            }
        }
        Place place = new Place(names, named ? names : List.of(), claimed);
        busy.addAll(names);
        if (names.size() < cell.nodes()) {
            leave(place);
            return Optional.empty();
        }
        return Optional.of(place);
    }

    /** The launch there has ended. */
    void leave(Place place) {
        place.nodes.forEach(busy::remove);
        place.claims.forEach(Claim::close);
    }
}
