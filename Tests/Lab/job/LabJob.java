import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that runs for ever, sends records between TaskManagers and prints nothing. */
public class LabJob {
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(4);
    environment
        .fromSequence(0, Long.MAX_VALUE)
        .map(new Slowly())
        .keyBy(new Key())
        .map(new Same())
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

  public static class Same implements MapFunction<Long, Long> {
    @Override
    public Long map(Long value) {
      return value;
    }
  }

  public static class None implements FilterFunction<Long> {
    @Override
    public boolean filter(Long value) {
      return false;
    }
  }
}
