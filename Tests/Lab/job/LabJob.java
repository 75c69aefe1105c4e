import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
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
 * restarts} again and again, {@code collects} garbage most of the time, or lets every
 * checkpoint {@code expire}. The second one is its parallelism.
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
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4);
    environment
        .fromSequence(0, Long.MAX_VALUE)
        .map(new Slowly())
        .keyBy(new Key())
        .map(new Somehow(kind))
        .filter(new None())
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

  public static class Somehow implements MapFunction<Long, Long>, CheckpointedFunction {
    private static final List<byte[]> LIVE = new ArrayList<>();
    private final String kind;

    public Somehow(String kind) {
      this.kind = kind;
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
      if (kind.equals("expire")) {
        Thread.sleep(2000);
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }

  public static class None implements FilterFunction<Long> {
    @Override
    public boolean filter(Long value) {
      return false;
    }
  }
}
