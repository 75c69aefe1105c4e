import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * What the real GlobalConfiguration makes of files.
 *
 * <p>Arguments: {@code flat|standard} and a bundle, in which each file is its length in four bytes
 * and its content. For each file a line {@code FILE n}, then {@code ABORT message} or one line per
 * key: key, class, text, by tabs. Everything that is not printable ASCII is {@code \\uXXXX}.
 */
public class ReadConfiguration {
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.apache.logging.log4j.level", "OFF");
    boolean isFlat = arguments[0].equals("flat");
    Method loader = loader(isFlat);
    Path folder = Files.createTempDirectory("read-configuration");
    File file = folder.resolve(isFlat ? "flink-conf.yaml" : "config.yaml").toFile();
    Field data = Configuration.class.getDeclaredField("confData");
    data.setAccessible(true);
    PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, "UTF-8");
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(arguments[1])))) {
      for (int number = 0; in.available() > 0; number++) {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        Files.write(file.toPath(), bytes);
        out.println("FILE " + number);
        resetAnchors();
        try {
          Configuration configuration = (Configuration) loader.invoke(null, file);
          Map<?, ?> map = (Map<?, ?>) data.get(configuration);
          TreeMap<String, String> lines = new TreeMap<>();
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = (String) entry.getKey();
            ConfigOption<String> option = ConfigOptions.key(key).stringType().noDefaultValue();
            lines.put(
                escaped(key),
                entry.getValue().getClass().getSimpleName() + "\t" + escaped(configuration.get(option)));
          }
          for (Map.Entry<String, String> line : lines.entrySet()) {
            out.println(line.getKey() + "\t" + line.getValue());
          }
        } catch (InvocationTargetException e) {
          Throwable cause = e.getCause();
          if (cause.getClass() == RuntimeException.class && cause.getCause() != null) {
            cause = cause.getCause();
          }
          String message = cause instanceof Error ? cause.getClass().getName() : cause.getMessage();
          out.println("ABORT " + escaped(message == null ? cause.getClass().getName() : message));
        }
      }
    }
    out.flush();
    file.delete();
    folder.toFile().delete();
  }

  /** Up to 1.18 there is one loader, and it is the flat one. */
  private static Method loader(boolean isFlat) throws Exception {
    Method found = null;
    for (Method method : GlobalConfiguration.class.getDeclaredMethods()) {
      if (method.getName().equals("loadYAMLResource") && found == null) found = method;
      if (method.getName().equals("loadLegacyYAMLResource") && isFlat) found = method;
    }
    found.setAccessible(true);
    return found;
  }

  /** The numbers of anchors go on over the life of a process, which starts with each file. */
  private static void resetAnchors() throws Exception {
    Class<?> parser;
    try {
      parser = Class.forName("org.apache.flink.configuration.YamlParserUtils");
    } catch (ClassNotFoundException e) {
      return;
    }
    for (String name : new String[] {"flowDumperSettings", "blockerDumperSettings"}) {
      Field field = parser.getDeclaredField(name);
      field.setAccessible(true);
      Object settings = field.get(null);
      Object generator = settings.getClass().getMethod("getAnchorGenerator").invoke(settings);
      Field last = generator.getClass().getDeclaredField("lastAnchorId");
      last.setAccessible(true);
      last.setInt(generator, 0);
    }
  }

  private static String escaped(String text) {
    text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    StringBuilder result = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit >= 0x20 && unit < 0x7F && unit != '\\') {
        result.append(unit);
      } else {
        result.append(String.format("\\u%04X", (int) unit));
      }
    }
    return result.toString();
  }
}
