package io.meepa.verification.benchmarks;

import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.measure.cold.ColdAgainstHello;
import io.meepa.verification.benchmarks.measure.cold.ColdAgainstNode;
import io.meepa.verification.benchmarks.measure.open.Garbage;
import io.meepa.verification.benchmarks.measure.open.OpenAgainstProgram;
import io.meepa.verification.benchmarks.measure.open.Reopen;
import io.meepa.verification.benchmarks.measure.open.WarmOpen;
import io.meepa.verification.benchmarks.measure.open.WarmOpenAgainstNode;
import io.meepa.verification.benchmarks.measure.read.FreshRead;
import io.meepa.verification.benchmarks.measure.read.FreshReadAgainstVault;
import io.meepa.verification.benchmarks.measure.read.ReadsBesideAWriter;
import io.meepa.verification.benchmarks.measure.read.RelaxedRead;
import io.meepa.verification.benchmarks.measure.read.TokenRead;
import io.meepa.verification.benchmarks.measure.scale.GrowthByAgents;
import io.meepa.verification.benchmarks.measure.scale.Listing;
import io.meepa.verification.benchmarks.measure.scale.ManagingManyAgents;
import io.meepa.verification.benchmarks.measure.scale.Memory;
import io.meepa.verification.benchmarks.measure.scale.ProvisioningManyAgents;
import io.meepa.verification.benchmarks.measure.tool.HostBoundRequest;
import io.meepa.verification.benchmarks.measure.tool.Masking;
import io.meepa.verification.benchmarks.measure.update.ContendedUpdates;
import io.meepa.verification.benchmarks.measure.update.DurableUpdate;
import io.meepa.verification.benchmarks.postgres.Connections;
import io.meepa.verification.benchmarks.postgres.Failovers;
import io.meepa.verification.benchmarks.postgres.JarSize;
import io.meepa.verification.benchmarks.postgres.ManyWriters;
import io.meepa.verification.benchmarks.postgres.StrictReads;
import io.meepa.verification.benchmarks.postgres.Writes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All measures, by their numbers. */
final class Measures {

    private static final Map<String, Supplier<Measure>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("P1", WarmOpen::new);
        ALL.put("P2", WarmOpenAgainstNode::new);
        ALL.put("P3", OpenAgainstProgram::new);
        ALL.put("P4", ColdAgainstNode::new);
        ALL.put("P5", ColdAgainstHello::new);
        ALL.put("P6", FreshRead::new);
        ALL.put("P7", RelaxedRead::new);
        ALL.put("P8", FreshReadAgainstVault::new);
        ALL.put("P9", DurableUpdate::ofTwenty);
        ALL.put("P10", Reopen::new);
        ALL.put("P11", ContendedUpdates::new);
        ALL.put("P12", ReadsBesideAWriter::new);
        ALL.put("P14", Memory::new);
        ALL.put("P15", ProvisioningManyAgents::new);
        ALL.put("P16", Masking::new);
        ALL.put("P17", Listing::new);
        ALL.put("P18", Garbage::new);
        ALL.put("P19", DurableUpdate::ofThousands);
        ALL.put("P20", ManagingManyAgents::new);
        ALL.put("P22", TokenRead::new);
        ALL.put("P23", HostBoundRequest::new);
        ALL.put("P24", GrowthByAgents::new);
        ALL.put("P-ab", StrictReads::new);
        ALL.put("P-cde", Writes::new);
        ALL.put("P-f", ManyWriters::new);
        ALL.put("P-gi", Failovers::new);
        ALL.put("P-h", Connections::new);
        ALL.put("P-j", JarSize::new);
    }

    private Measures() {}

    /** Returns their numbers, in order. */
    static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /** Creates the measure of a number. */
    static Measure of(String id) {
        Supplier<Measure> maker = ALL.get(id);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "there is no measure " + id + ": use some of " + String.join(",", ids()));
        }
        return maker.get();
    }
}
