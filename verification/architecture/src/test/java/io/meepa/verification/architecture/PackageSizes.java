package io.meepa.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.TreeMap;

/** How many top-level types a package may have, so that a reader can see all of them at once. */
final class PackageSizes {

    private static final int MOST_TYPES = 20;

    /** The API's own package, which holds what every caller meets first, and two that are larger than they should be. */
    private static final Map<String, Integer> ALLOWED = Map.of(
            Dependencies.API,
            30,
            "io.meepa.credentials.provider.oauth.protocol",
            37,
            "io.meepa.credentials.provider.oauth.preset",
            24);

    private PackageSizes() {}

    /** Returns the packages with more types than they may have, and how many those are. */
    static Map<String, Integer> tooLarge(Iterable<JavaClass> classes) {
        Map<String, Integer> sizes = of(classes);
        sizes.entrySet().removeIf(size -> size.getValue() <= ALLOWED.getOrDefault(size.getKey(), MOST_TYPES));
        return sizes;
    }

    /** Returns how many top-level types each package has. */
    static Map<String, Integer> of(Iterable<JavaClass> classes) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                sizes.merge(type.getPackageName(), 1, Integer::sum);
            }
        }
        return sizes;
    }
}
