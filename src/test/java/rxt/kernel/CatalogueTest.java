package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody forgets a kernel: each is in the catalogue, and each has a test of the contract, which asks for a mutant. */
class CatalogueTest {
    private static final List<KernelType> OWN = Catalogue.types().stream()
            .filter(type -> !type.family().equals("test"))
            .toList();

    @Test
    void everyKernelHasATestWithAMutant() throws Exception {
        List<String> tested = new ArrayList<>();
        for (JavaClass test : new ClassFileImporter().importPackages("rxt.kernel")) {
            if (test.isAssignableTo(KernelContract.class)
                    && !test.getModifiers().contains(JavaModifier.ABSTRACT)) {
                Constructor<?> constructor = test.reflect().getDeclaredConstructor();
                constructor.setAccessible(true);
                tested.add(((KernelContract) constructor.newInstance()).type().name());
            }
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void everyKernelOfAFamilyIsInTheCatalogue() throws Exception {
        List<KernelType> found = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPackages("rxt.kernel")) {
            if (type.isAssignableTo(Kernel.class) && type.tryGetField("TYPE").isPresent()) {
                KernelType kernel = (KernelType) type.reflect().getField("TYPE").get(null);
                assertThat(type.getPackageName()).isEqualTo("rxt.kernel." + kernel.family());
                found.add(kernel);
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(OWN);
    }

    /** The command line lists kernels in a JVM without the module, which only ranks are started with. */
    @Test
    void aKernelItselfNeedsNoVectors() {
        for (JavaClass type : new ClassFileImporter().importPackages("rxt.kernel")) {
            if (type.tryGetField("TYPE").isPresent()) {
                assertThat(type.getDirectDependenciesFromSelf())
                        .extracting(dependency -> dependency.getTargetClass().getPackageName())
                        .as(type.getName())
                        .doesNotContain("jdk.incubator.vector");
            }
        }
    }

    @Test
    void namesAreDifferentAndALineIsALine() {
        assertThat(names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(OWN).extracting(KernelType::summary).allMatch(summary -> summary.length() <= 72);
        assertThat(OWN).extracting(KernelType::seed).noneMatch(String::isBlank);
    }

    private static List<String> names() {
        return OWN.stream().map(KernelType::name).toList();
    }
}
