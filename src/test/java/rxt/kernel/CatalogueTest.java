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
            if (test.isAssignableTo(KernelContract.class) && !test.getModifiers().contains(JavaModifier.ABSTRACT)) {
                Constructor<?> constructor = test.reflect().getDeclaredConstructor();
                constructor.setAccessible(true);
                tested.add(((KernelContract) constructor.newInstance()).type().name());
            }
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void everyClassThatIsAKernelIsInTheCatalogue() {
        List<String> inFamilies = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPackages("rxt.kernel")) {
            boolean own = type.isAssignableTo(Kernel.class)
                    && type.tryGetField("TYPE").isPresent()
                    && !type.getPackageName().equals("rxt.kernel");
            if (own) {
                inFamilies.add(type.getName());
            }
        }
        assertThat(inFamilies).hasSize(OWN.size());
    }

    @Test
    void namesAreDifferentAndFamiliesArePackages() {
        assertThat(names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(OWN).allSatisfy(type -> {
            assertThat(Package.getPackage("rxt.kernel." + type.family())).as(type.name()).isNotNull();
            assertThat(type.summary()).hasSizeLessThanOrEqualTo(70);
            assertThat(type.seed()).isNotBlank();
        });
    }

    private static List<String> names() {
        return OWN.stream().map(KernelType::name).toList();
    }
}
