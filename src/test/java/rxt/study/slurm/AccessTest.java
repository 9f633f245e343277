package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.study.StudyException;

class AccessTest {
    private static final List<Partition> ALL = Partition.parse(PartitionTest.PARTITIONS, PartitionTest.NODES);
    private static final Optional<Accounts> NO_BOOK = Optional.empty();
    private static final Optional<Accounts> OWN =
            Optional.of(Accounts.parse("phys|phys|normal,long\nphys|bio|normal\n"));
    private static final Optional<Accounts> NO_DEFAULT = Optional.of(Accounts.parse("|bio|normal\n"));

    private static JobOptions options(String... words) {
        return JobOptions.parse(List.of(words));
    }

    @Test
    void thePartitionIsTheOneNamedOrTheDefault() {
        assertThat(Access.partition(ALL, options()).name()).isEqualTo("main");
        assertThat(Access.partition(ALL, options("--partition=big")).name()).isEqualTo("big");
    }

    @Test
    void anUnknownPartitionIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Access.partition(ALL, options("--partition=nosuch")))
                .isInstanceOf(StudyException.class)
                .hasMessageContainingAll("--partition nosuch", "there are main, big");
        assertThatThrownBy(() -> Access.partition(ALL.subList(1, 2), options()))
                .isInstanceOf(StudyException.class)
                .hasMessageContainingAll("name one with --partition", "there are big");
    }

    @Test
    void aPartitionThatIsClosed() {
        assertThat(Access.refusals(options("--account=phys"), ALL.getLast(), "none", NO_BOOK))
                .singleElement()
                .asString()
                .contains("partition big is DRAIN", "--partition");
    }

    @Test
    void noAccountIsNeededWhereNoneIsKept() {
        assertThat(Access.refusals(options(), ALL.getFirst(), "none", NO_BOOK)).isEmpty();
        assertThat(Access.refusals(options(), ALL.getFirst(), "associations,limits", OWN))
                .isEmpty();
    }

    @Test
    void anAccountThatIsMissing() {
        assertThat(Access.refusals(options(), ALL.getFirst(), "associations", NO_DEFAULT))
                .singleElement()
                .asString()
                .contains("--account", "yours: bio");
        assertThat(Access.refusals(options("--account=bio"), ALL.getFirst(), "associations", NO_DEFAULT))
                .isEmpty();
    }

    @Test
    void anAccountOfOthers() {
        assertThat(Access.refusals(options("--account=chem"), ALL.getFirst(), "associations", OWN))
                .singleElement()
                .asString()
                .contains("--account chem", "bio, phys");
    }

    @Test
    void aPartitionForOtherAccounts() {
        assertThat(Access.refusals(options("--account=bio"), ALL.getLast(), "associations", OWN))
                .anyMatch(refusal -> refusal.contains("--account bio") && refusal.contains("chem, phys"));
        assertThat(Access.refusals(options(), ALL.getLast(), "none", NO_BOOK))
                .anyMatch(refusal -> refusal.contains("no --account") && refusal.contains("chem, phys"));
    }

    @Test
    void aQualityOfServiceThatIsNotAllowed() {
        assertThat(Access.refusals(options("--qos=normal"), ALL.getLast(), "associations,qos", OWN))
                .anyMatch(refusal -> refusal.contains("--qos normal") && refusal.contains("allowed: long"));
        assertThat(Access.refusals(options("--qos=long"), ALL.getFirst(), "associations,qos", OWN))
                .isEmpty();
    }
}
