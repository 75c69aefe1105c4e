import org.apache.flink.configuration.GlobalConfiguration;

/** Reads the configuration of a conf folder as a starting Flink process does: the benchmarks' peer. */
public final class LoadConfiguration {
    public static void main(String[] arguments) {
        System.out.println(GlobalConfiguration.loadConfiguration(arguments[0]).keySet().size());
    }
}
