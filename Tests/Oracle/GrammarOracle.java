import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.NetUtils;

/**
 * What real Flink makes of values. Reads lines of GRAMMAR, a tab and a value with \\uXXXX escapes, and
 * answers each with "ok", a tab and the value, or "no", a tab, and the innermost exception's class and message.
 * The lines are in the file that its argument names.
 */
public final class GrammarOracle {
    /** An enumeration whose constants do not all print as they are called. */
    public enum Fruit {
        APPLE,
        Sweet_Orange,
        RED_CURRANT("red-currant"),
        straSSe,
        FIG("");

        private final String shown;

        Fruit(String... shown) {
            this.shown = shown.length == 0 ? name() : shown[0];
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    private static ClassLoader rpc = GrammarOracle.class.getClassLoader();

    public static void main(String[] args) throws Exception {
        InputStream nested = rpc.getResourceAsStream("flink-rpc-akka.jar");
        if (nested != null) {
            File jar = File.createTempFile("flink-rpc-akka", ".jar");
            jar.deleteOnExit();
            Files.copy(nested, jar.toPath(), StandardCopyOption.REPLACE_EXISTING);
            rpc = new URLClassLoader(new URL[] {jar.toURI().toURL()}, rpc);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = Files.newBufferedReader(Paths.get(args[0]), StandardCharsets.UTF_8);
        setStandardYaml(false);
        String line;
        while ((line = in.readLine()) != null) {
            int tab = line.indexOf('\t');
            String grammar = line.substring(0, tab);
            String value = unescape(line.substring(tab + 1));
            String answer;
            try {
                Object object = value;
                if (grammar.startsWith("yaml:")) {
                    setStandardYaml(true);
                    grammar = grammar.substring(5);
                    object = yaml(value);
                } else {
                    setStandardYaml(false);
                }
                answer = "ok\t" + escape(read(grammar, object));
            } catch (Throwable thrown) {
                Throwable cause = thrown;
                while (cause instanceof InvocationTargetException
                        || (cause.getCause() != null && cause.getMessage() != null
                                && (cause.getMessage().startsWith("Could not parse value")
                                || cause.getMessage().equals(cause.getCause().toString())))) {
                    cause = cause.getCause();
                }
                answer = "no\t" + cause.getClass().getSimpleName() + "\t" + escape(String.valueOf(cause.getMessage()));
            }
            out.println(answer);
        }
        out.flush();
    }

    private static String read(String grammar, Object value) throws Exception {
        ConfigOptions.OptionBuilder key = ConfigOptions.key("k");
        switch (grammar) {
            case "int": return String.valueOf(get(key.intType().noDefaultValue(), value));
            case "long": return String.valueOf(get(key.longType().noDefaultValue(), value));
            case "float": {
                float number = (Float) get(key.floatType().noDefaultValue(), value);
                return Integer.toHexString(Float.floatToIntBits(number));
            }
            case "double": {
                double number = (Double) get(key.doubleType().noDefaultValue(), value);
                return Long.toHexString(Double.doubleToLongBits(number));
            }
            case "boolean": return String.valueOf(get(key.booleanType().noDefaultValue(), value));
            case "string": return String.valueOf(get(key.stringType().noDefaultValue(), value));
            case "enum": return ((Fruit) get(key.enumType(Fruit.class).noDefaultValue(), value)).name();
            case "duration": {
                Duration duration = (Duration) get(key.durationType().noDefaultValue(), value);
                return duration.getSeconds() + " " + duration.getNano();
            }
            case "memory": return String.valueOf(((MemorySize) get(key.memoryType().noDefaultValue(), value)).getBytes());
            case "list": return joined((List<?>) get(key.stringType().asList().noDefaultValue(), value));
            case "ints": return joined((List<?>) get(key.intType().asList().noDefaultValue(), value));
            case "map": {
                Map<?, ?> map = (Map<?, ?>) get(key.mapType().noDefaultValue(), value);
                List<String> parts = new ArrayList<>();
                for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
                    parts.add(entry.getKey() + "\u0001" + entry.getValue());
                }
                return joined(parts);
            }
            case "ports": return ports(NetUtils.getPortRangeFromString((String) value));
            case "host": return NetUtils.unresolvedHostToNormalizedString((String) value);
            case "hocon": return String.valueOf(hocon((String) value));
            case "framesize": return String.valueOf(framesize(hocon((String) value)));
            default: throw new Error("no grammar " + grammar);
        }
    }

    private static Object get(ConfigOption<?> option, Object value) throws Exception {
        Configuration configuration = new Configuration();
        Field data = Configuration.class.getDeclaredField("confData");
        data.setAccessible(true);
        @SuppressWarnings("unchecked")
        HashMap<String, Object> map = (HashMap<String, Object>) data.get(configuration);
        map.put("k", value);
        return configuration.getOptional(option).get();
    }

    private static String joined(List<?> parts) {
        StringBuilder all = new StringBuilder().append(parts.size());
        for (Object part : parts) {
            all.append('\u0002').append(part);
        }
        return all.toString();
    }

    /** Runs of neighbours, in order. */
    private static String ports(Iterator<Integer> ports) {
        StringBuilder all = new StringBuilder();
        int first = -2;
        int last = -2;
        while (ports.hasNext()) {
            int port = ports.next();
            if (port != last + 1) {
                if (last >= 0) {
                    all.append(first).append('-').append(last).append(' ');
                }
                first = port;
            }
            last = port;
        }
        if (last >= 0) {
            all.append(first).append('-').append(last).append(' ');
        }
        return all.toString();
    }

    private static boolean classic() {
        return rpc.getResource("org/apache/pekko/remote/Remoting.class") != null
                || rpc != GrammarOracle.class.getClassLoader();
    }

    private static String library() {
        return rpc.getResource("org/apache/pekko/remote/Remoting.class") != null ? "pekko" : "akka";
    }

    private static Object parsed(String text) throws Exception {
        return rpc.loadClass("com.typesafe.config.ConfigFactory").getMethod("parseString", String.class).invoke(null, text);
    }

    /** As Flink's own extractMaximumFramesize does it. */
    private static long hocon(String value) throws Exception {
        String path = classic() ? "remote.classic" : "remote";
        Object config = parsed(String.format(library() + " {" + path + " {netty.tcp {maximum-frame-size = %s}}}", value));
        Method getBytes = rpc.loadClass("com.typesafe.config.Config").getMethod("getBytes", String.class);
        return (Long) getBytes.invoke(config, library() + "." + path + ".netty.tcp.maximum-frame-size");
    }

    private static Object reference;

    /** As the transport takes it when the actor system starts. */
    private static long framesize(long bytes) throws Exception {
        Class<?> config = rpc.loadClass("com.typesafe.config.Config");
        Class<?> mergeable = rpc.loadClass("com.typesafe.config.ConfigMergeable");
        if (reference == null) {
            Object all = rpc.loadClass("com.typesafe.config.ConfigFactory")
                    .getMethod("defaultReference", ClassLoader.class).invoke(null, rpc);
            reference = config.getMethod("getConfig", String.class)
                    .invoke(all, library() + (classic() ? ".remote.classic" : ".remote") + ".netty.tcp");
        }
        Object settings = config.getMethod("withFallback", mergeable)
                .invoke(parsed("maximum-frame-size = " + bytes), reference);
        String name = (library().equals("pekko") ? "org.apache.pekko" : "akka") + ".remote.transport.netty.NettyTransportSettings";
        Class<?> type = rpc.loadClass(name);
        Object transport = type.getConstructor(config).newInstance(settings);
        return (Integer) type.getMethod("MaxFrameSize").invoke(transport);
    }

    private static void setStandardYaml(boolean standard) throws Exception {
        Class<?> global = Class.forName("org.apache.flink.configuration.GlobalConfiguration");
        try {
            Field field = global.getDeclaredField("standardYaml");
            field.setAccessible(true);
            field.setBoolean(null, standard);
        } catch (NoSuchFieldException e) {
            // Before 1.19 there is but one dialect, and from 2.0 on as well.
        }
    }

    /** The object that config.yaml has for a value. */
    private static Object yaml(String value) throws Exception {
        Class<?> parser = Class.forName("org.apache.flink.configuration.YamlParserUtils");
        Object object = parser.getMethod("convertToObject", String.class, Class.class).invoke(null, value, Object.class);
        return object instanceof List ? parser.getMethod("toYAMLString", Object.class).invoke(null, object) : object;
    }

    private static String escape(String text) {
        StringBuilder all = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~' || c == '\\') {
                all.append(String.format("\\u%04x", (int) c));
            } else {
                all.append(c);
            }
        }
        return all.toString();
    }

    private static String unescape(String text) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                all.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                all.append(text.charAt(i));
            }
        }
        return all.toString();
    }
}
