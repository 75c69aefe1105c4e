import java.io.BufferedReader;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Asks the real Flink whether it would take a configuration: {@code Tests/oracle VERSION
 * EnforcedOracle FILE}.
 *
 * <p>A line of the file is a check and its settings ({@code key=value}), parted by tabs. The answer
 * is a line: {@code ok}, perhaps with a result, or {@code refused} with the innermost message.
 */
public final class EnforcedOracle {
  private static final Class<?>[] CONFIGURATION = {Configuration.class};

  public static void main(String[] arguments) throws Exception {
    StringBuilder answers = new StringBuilder();
    try (BufferedReader lines =
        Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        answers.append(answer(line.split("\t", -1))).append('\n');
      }
    }
    System.out.write(answers.toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
    System.exit(0);
  }

  private static String answer(String[] fields) {
    try {
      Object result = ask(fields);
      return "ok" + (result instanceof String ? " " + result : "");
    } catch (Throwable thrown) {
      Throwable cause = thrown;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String message = cause.getMessage();
      if (message == null && thrown.getCause() != null) {
        message = thrown.getCause().getMessage();
      }
      return "refused " + String.valueOf(message).replace('\n', ' ');
    }
  }

  private static Object ask(String[] fields) throws Throwable {
    Configuration configuration = new Configuration();
    for (int at = 1; at < fields.length; at++) {
      int sign = fields[at].indexOf('=');
      if (sign > 0) {
        configuration.setString(fields[at].substring(0, sign), fields[at].substring(sign + 1));
      }
    }
    String runtime = "org.apache.flink.runtime.";
    switch (fields[0]) {
      case "heartbeat":
        return call(runtime + "heartbeat.HeartbeatServices", "fromConfiguration", configuration);
      case "registration":
        return call(
            runtime + "registration.RetryingRegistrationConfiguration",
            "fromConfiguration",
            configuration);
      case "kerberos":
        return Class.forName(runtime + "security.SecurityConfiguration")
            .getConstructor(CONFIGURATION)
            .newInstance(configuration);
      case "mode":
        return String.valueOf(
            call(runtime + "jobmanager.HighAvailabilityMode", "fromConfig", configuration));
      case "storage":
        return call(
            runtime + "highavailability.HighAvailabilityServicesUtils",
            "getClusterHighAvailableStoragePath",
            configuration);
      case "address":
        return call(
            runtime + "highavailability.HighAvailabilityServicesUtils",
            "getJobManagerAddress",
            configuration);
      case "url":
        return url(fields[1]);
      case "load":
        return load(fields[1], fields[2]);
      case "memory":
        return memory(fields[1]);
      default:
        throw new IllegalArgumentException("no check " + fields[0]);
    }
  }

  private static Object call(String type, String method, Configuration configuration)
      throws Throwable {
    Method found = Class.forName(type).getDeclaredMethod(method, CONFIGURATION);
    found.setAccessible(true);
    try {
      return found.invoke(null, configuration);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  /** The host and port that Flink finds in the RPC address it makes of a host. */
  private static String url(String host) throws Throwable {
    String url = "akka.tcp://flink@" + host + ":6123/user/rpc/resourcemanager_*";
    try {
      Class<?> system = Class.forName("org.apache.flink.runtime.rpc.RpcSystem");
      Object loaded = system.getMethod("load").invoke(null);
      return String.valueOf(
          system.getMethod("getInetSocketAddressFromRpcUrl", String.class).invoke(loaded, url));
    } catch (ClassNotFoundException old) {
      return String.valueOf(
          Class.forName("org.apache.flink.runtime.akka.AkkaUtils")
              .getMethod("getInetSocketAddressFromAkkaURL", String.class)
              .invoke(null, url));
    }
  }

  private static Set<String> known;
  private static final Map<String, ConfigOption<?>> options = new HashMap<>();

  /** Loads a conf folder and says how a key fares: absent, unknown, or read. */
  private static String load(String folder, String key) throws Throwable {
    Configuration configuration = GlobalConfiguration.loadConfiguration(folder);
    if (!configuration.containsKey(key)) {
      return "absent";
    }
    if (!knownKeys().contains(key)) {
      return "unknown";
    }
    // Refused where the option cannot be read from it.
    configuration.getOptional(options.get(key));
    return "read";
  }

  /** What the start scripts compute; refused where the memory options do not add up. */
  private static String memory(String folder) throws Throwable {
    Configuration configuration = GlobalConfiguration.loadConfiguration(folder);
    Class<?> type = Class.forName("org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils");
    ConfigOption<?> total = org.apache.flink.configuration.TaskManagerOptions.TOTAL_FLINK_MEMORY;
    Object mapped = configuration;
    for (Method method : type.getMethods()) {
      if (method.getName().equals("getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption")) {
        mapped = method.invoke(null, configuration, total);
      }
    }
    type.getMethod("processSpecFromConfig", Configuration.class).invoke(null, mapped);
    ConfigOption<?> heap = org.apache.flink.configuration.JobManagerOptions.JVM_HEAP_MEMORY;
    type = Class.forName("org.apache.flink.runtime.jobmanager.JobManagerProcessUtils");
    for (Method method : type.getMethods()) {
      if (method.getName().equals("processSpecFromConfigWithNewOptionToInterpretLegacyHeap")) {
        method.invoke(null, configuration, heap);
      }
    }
    return "read";
  }

  /** Every key of every option that a class of flink-dist declares. */
  private static Set<String> knownKeys() throws Exception {
    if (known != null) {
      return known;
    }
    known = new HashSet<>();
    for (File file : new File(System.getenv("FLINK_HOME"), "lib").listFiles()) {
      if (!file.getName().startsWith("flink-dist")) {
        continue;
      }
      try (JarFile jar = new JarFile(file)) {
        for (JarEntry entry : java.util.Collections.list(jar.entries())) {
          String name = entry.getName();
          if (name.startsWith("org/apache/flink/") && name.contains("Option")
              && name.endsWith(".class")) {
            collect(name.substring(0, name.length() - 6).replace('/', '.'));
          }
        }
      }
    }
    return known;
  }

  private static void collect(String type) {
    try {
      for (Field field : Class.forName(type).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          field.setAccessible(true);
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          known.add(option.key());
          options.put(option.key(), option);
          for (FallbackKey fallback : option.fallbackKeys()) {
            known.add(fallback.getKey());
            options.putIfAbsent(fallback.getKey(), option);
          }
        }
      }
    } catch (Throwable unloadable) {
      // A class that needs what flink-dist lacks declares nothing that this process could read.
    }
  }

  private EnforcedOracle() {}
}
