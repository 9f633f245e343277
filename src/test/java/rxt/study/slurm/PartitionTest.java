package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTest {
    /** As Slurm 22.05 prints it. */
    static final String PARTITIONS = """
            PartitionName=main AllowGroups=ALL AllowAccounts=ALL AllowQos=ALL AllocNodes=ALL Default=YES QoS=N/A \
            DefaultTime=00:10:00 DisableRootJobs=NO ExclusiveUser=NO GraceTime=0 Hidden=NO MaxNodes=UNLIMITED \
            MaxTime=01:00:00 MinNodes=0 LLN=NO MaxCPUsPerNode=UNLIMITED Nodes=node[1-4] PriorityJobFactor=1 \
            PriorityTier=1 RootOnly=NO ReqResv=NO OverSubscribe=NO OverTimeLimit=NONE PreemptMode=OFF State=UP \
            TotalCPUs=8 TotalNodes=4 SelectTypeParameters=NONE JobDefaults=(null) DefMemPerNode=UNLIMITED \
            MaxMemPerNode=UNLIMITED TRES=cpu=8,mem=16G,node=4,billing=8
            PartitionName=big AllowGroups=ALL AllowAccounts=phys,chem AllowQos=long Default=NO MaxNodes=2 \
            MaxTime=7-00:00:00 Nodes=fat[1-2] State=DRAIN
            """;

    static final String NODES = """
            main|node1|2|idle|(null)
            main|node2|2|allocated|(null)
            main|node3|2|down*|(null)
            main|node4|2|mixed|ib,ssd
            big|fat1|64|drained|gpu
            big|fat2|128|idle|gpu
            """;

    private final List<Partition> all = Partition.parse(PARTITIONS, NODES);

    @Test
    void isReadAsSlurmPrintsIt() {
        Partition main = all.getFirst();
        assertThat(main.name()).isEqualTo("main");
        assertThat(main.isDefault()).isTrue();
        assertThat(main.state()).isEqualTo("UP");
        assertThat(main.maxSeconds()).isEqualTo(3600);
        assertThat(main.maxNodes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(main.accounts()).isEmpty();
        assertThat(main.nodes()).extracting(Partition.Node::name).containsExactly("node1", "node2", "node3", "node4");
        assertThat(main.nodes().getFirst().features()).isEmpty();
        assertThat(main.nodes().getLast().features()).containsExactlyInAnyOrder("ib", "ssd");
    }

    @Test
    void limitsOfAnotherAreItsOwn() {
        Partition big = all.getLast();
        assertThat(big.isDefault()).isFalse();
        assertThat(big.state()).isEqualTo("DRAIN");
        assertThat(big.maxSeconds()).isEqualTo(7 * 86_400);
        assertThat(big.maxNodes()).isEqualTo(2);
        assertThat(big.accounts()).containsExactlyInAnyOrder("phys", "chem");
        assertThat(big.qos()).containsExactly("long");
        assertThat(big.cpusPerNode()).isEqualTo(128);
        assertThat(big.nodesWith(65)).isEqualTo(1);
    }

    @Test
    void aNodeThatIsDownTakesNoJob() {
        assertThat(all.getFirst().workingNodes()).isEqualTo(3);
        assertThat(all.getLast().workingNodes()).isEqualTo(1);
    }
}
