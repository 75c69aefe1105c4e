import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that sends records between TaskManagers and prints nothing.
 *
 * <p>The first argument says how it goes: {@code runs} for ever, {@code fails} at once, {@code
 * restarts} again and again, {@code collects} garbage most of the time, lets every checkpoint
 * {@code expire}, {@code hoards} 7 MB of state in each task, in two states, or {@code outgrows} what
 * one state may have in memory. The second one is its parallelism.
 */
public class LabJob {
  public static void main(String[] arguments) throws Exception {
    String kind = arguments.length > 0 ? arguments[0] : "runs";
    Configuration configuration = new Configuration();
    if (kind.equals("restarts")) {
      // Flink 1.12 knows the first name, 2.0 the second.
      configuration.setString("restart-strategy", "fixed-delay");
      configuration.setString("restart-strategy.type", "fixed-delay");
      configuration.setString("restart-strategy.fixed-delay.attempts", "1000");
      configuration.setString("restart-strategy.fixed-delay.delay", "2 s");
    }
    if (kind.equals("expire")) {
      configuration.setString("execution.checkpointing.interval", "1 s");
      configuration.setString("execution.checkpointing.timeout", "1 s");
      configuration.setString("execution.checkpointing.tolerable-failed-checkpoints", "100000");
    }
    if (kind.equals("hoards") || kind.equals("outgrows")) {
      configuration.setString("execution.checkpointing.interval", "1 s");
      configuration.setString("execution.checkpointing.tolerable-failed-checkpoints", "100000");
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4);
    environment
        .fromSequence(0, Long.MAX_VALUE)
        .map(new Slowly())
        .keyBy(new Key())
        .map(new Somehow(kind))
        .filter(new None(kind))
        .print();
    environment.execute("lab");
  }

  public static class Slowly implements MapFunction<Long, Long> {
    @Override
    public Long map(Long value) throws Exception {
      Thread.sleep(20);
      return value;
    }
  }

  public static class Key implements KeySelector<Long, Long> {
    @Override
    public Long getKey(Long value) {
      return value % 17;
    }
  }

  /** Keeps as much state as the kind of job wants. */
  public abstract static class Keeping implements CheckpointedFunction, Serializable {
    protected final String kind;
    private transient ListState<byte[]> state;

    protected Keeping(String kind) {
      this.kind = kind;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.clear();
      if (kind.equals("hoards") || kind.equals("outgrows")) {
        state.add(new byte[kind.equals("hoards") ? 3_500_000 : 6_000_000]);
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("kept", byte[].class));
    }
  }

  public static class Somehow extends Keeping implements MapFunction<Long, Long> {
    private static final List<byte[]> LIVE = new ArrayList<>();

    public Somehow(String kind) {
      super(kind);
    }

    @Override
    public Long map(Long value) {
      if (kind.equals("fails") || kind.equals("restarts")) {
        throw new IllegalStateException("the lab's job " + kind);
      }
      if (kind.equals("collects")) {
        synchronized (LIVE) {
          Runtime runtime = Runtime.getRuntime();
          while (LIVE.size() < runtime.maxMemory() / 10 * 8 / 100_000) {
            LIVE.add(new byte[100_000]);
          }
          for (int turn = 0; turn < 1000; turn++) {
            LIVE.set(turn % LIVE.size(), new byte[100_000]);
          }
        }
      }
      return value;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      super.snapshotState(context);
      if (kind.equals("expire")) {
        Thread.sleep(2000);
      }
    }
  }

  public static class None extends Keeping implements FilterFunction<Long> {
    public None(String kind) {
      super(kind);
    }

    @Override
    public boolean filter(Long value) {
      return false;
    }
  }
}
