package rxt.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A part of the machine that RxT uses.
 *
 * @param name as people call it
 * @param required whether {@code jobs/rxt run jobs/laptop.yaml} needs it
 * @param version what was found; empty where it is missing
 * @param where the file or folder it was found in, or more about it
 * @param cure the command that mends it where it is missing; what is wrong with it
 * @param wrong whether the user named it, and it is of no use
 */
record Part(String name, boolean required, Optional<String> version, String where, String cure, boolean wrong) {
    static Part required(String name, Optional<String> version, String where, String cure) {
        return new Part(name, true, version, where, cure, false);
    }

    static Part optional(String name, Optional<String> version, String where, String cure) {
        return new Part(name, false, version, where, cure, false);
    }

    static Part wrong(String name, String why) {
        return new Part(name, true, Optional.empty(), "", why, true);
    }

    boolean isMissed() {
        return required && version.isEmpty();
    }

    String state() {
        if (wrong) {
            return "WRONG";
        }
        return version.isPresent() ? "found" : required ? "MISSING" : "absent";
    }

    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("part", name);
        row.put("required", required);
        row.put("found", version.isPresent());
        row.put("version", version.orElse(null));
        row.put("where", version.isPresent() ? where : null);
        row.put("cure", version.isPresent() ? null : cure);
        return row;
    }
}
