import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Prints every option that the jars of a Flink distribution declare, one line per field:
 * {@code Tests/oracle VERSION OptionDump}.
 *
 * <p>Each class of the lib/, opt/ and plugins/ jars (and of the jars inside them: the RPC system
 * and the table planner hide there) whose constant pool names ConfigOption is initialised, and its
 * fields of that type are read by reflection: static ones, and those of Scala objects (MODULE$).
 *
 * <p>A line has these fields, separated by tabs, with backslashes, tabs and line ends escaped: key,
 * class, field, type, default, fallback keys, enum constants, shown default, marks.
 *
 * <ul>
 *   <li>Type is a Java simple name, {@code List<...>}, or {@code Enum:} and its class.
 *   <li>A default is {@code =value}; an option without one has an empty field.
 *   <li>A fallback key starts with {@code -} when it is deprecated, with {@code +} when not.
 *   <li>Enum constants are {@code toString/name}: Flink compares the first.
 *   <li>Shown default is the text of @Documentation.OverrideDefault.
 *   <li>Marks are {@code deprecated} and {@code suffix:PREFIX} (@Documentation.SuffixOption).
 * </ul>
 */
public final class OptionDump {
    private static final String OPTION = "org.apache.flink.configuration.ConfigOption";
    private static final byte[] NEEDLE =
            "Lorg/apache/flink/configuration/ConfigOption;".getBytes(StandardCharsets.US_ASCII);

    private static Class<?> timeUtils;

    public static void main(String[] arguments) throws Exception {
        File home = new File(System.getenv("FLINK_HOME"));
        Path scratch = Files.createTempDirectory("option-dump");
        // Defaults that follow it are computed as classes load; the catalogue has what a node has.
        System.setProperty("java.io.tmpdir", "/tmp");
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        // Class initialisers may talk; stdout carries the options alone.
        System.setOut(System.err);
        TreeSet<String> lines = new TreeSet<>();
        int failures = 0;
        try {
            List<File> shared = new ArrayList<>();
            collect(new File(home, "lib"), shared, scratch);
            List<File> optional = new ArrayList<>();
            collect(new File(home, "opt"), optional, scratch);
            failures += dump(shared, optional, lines);
            File[] plugins = new File(home, "plugins").listFiles(File::isDirectory);
            if (plugins != null) {
                for (File plugin : sorted(plugins)) {
                    List<File> jars = new ArrayList<>();
                    collect(plugin, jars, scratch);
                    if (!jars.isEmpty()) {
                        failures += dump(shared, jars, jars, lines);
                    }
                }
            }
        } finally {
            delete(scratch.toFile());
        }
        for (String line : lines) {
            out.println(line);
        }
        out.flush();
        // Some initialisers leave threads behind.
        Runtime.getRuntime().halt(failures == 0 ? 0 : 3);
    }

    private static int dump(List<File> shared, List<File> optional, TreeSet<String> lines)
            throws Exception {
        List<File> all = new ArrayList<>(shared);
        all.addAll(optional);
        return dump(shared, optional, all, lines);
    }

    /** Reads the classes of {@code wanted} with {@code shared} and {@code more} on the class path. */
    private static int dump(
            List<File> shared, List<File> more, List<File> wanted, TreeSet<String> lines)
            throws Exception {
        List<URL> path = new ArrayList<>();
        for (File jar : shared) {
            path.add(jar.toURI().toURL());
        }
        for (File jar : more) {
            path.add(jar.toURI().toURL());
        }
        int failures = 0;
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            timeUtils = Class.forName("org.apache.flink.util.TimeUtils", true, loader);
            for (File jar : wanted) {
                for (String name : classesWithOptions(jar)) {
                    failures += dump(name, loader, lines);
                }
            }
        }
        return failures;
    }

    private static int dump(String name, ClassLoader loader, TreeSet<String> lines) {
        int failures = 0;
        Field[] fields;
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
            fields = type.getDeclaredFields();
        } catch (Throwable missing) {
            // Classes against libraries that are not there (Hadoop, YARN) cannot be linked.
            System.err.println("unlinked " + name + ": " + missing);
            return 0;
        }
        Object module = null;
        for (Field field : fields) {
            if (field.getName().equals("MODULE$")) {
                try {
                    field.setAccessible(true);
                    module = field.get(null);
                } catch (Throwable failure) {
                    System.err.println("failed " + name + ".MODULE$: " + failure);
                }
            }
        }
        for (Field field : fields) {
            if (!field.getType().getName().equals(OPTION)) {
                continue;
            }
            boolean isStatic = Modifier.isStatic(field.getModifiers());
            if (!isStatic && module == null) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object option = field.get(isStatic ? null : module);
                if (option != null) {
                    lines.add(line(type, field, option));
                }
            } catch (Throwable failure) {
                failures++;
                System.err.println("failed " + name + "." + field.getName() + ": " + failure);
            }
        }
        return failures;
    }

    private static String line(Class<?> owner, Field field, Object option) throws Exception {
        Class<?> clazz = (Class<?>) call(option, "getClazz");
        boolean isList = (Boolean) call(option, "isList");
        String type = clazz.isEnum() ? "Enum:" + clazz.getName() : clazz.getSimpleName();
        List<String> fallback = new ArrayList<>();
        for (Object key : (Iterable<?>) call(option, "fallbackKeys")) {
            boolean deprecated = (Boolean) call(key, "isDeprecated");
            fallback.add((deprecated ? "-" : "+") + call(key, "getKey"));
        }
        List<String> constants = new ArrayList<>();
        if (clazz.isEnum()) {
            for (Object constant : clazz.getEnumConstants()) {
                constants.add(constant + "/" + ((Enum<?>) constant).name());
            }
        }
        String shown = "";
        List<String> marks = new ArrayList<>();
        if (field.isAnnotationPresent(Deprecated.class)) {
            marks.add("deprecated");
        }
        for (AnnotatedElement element : new AnnotatedElement[] {field, owner}) {
            for (Annotation annotation : element.getAnnotations()) {
                String name = annotation.annotationType().getSimpleName();
                if (name.equals("SuffixOption")) {
                    marks.add("suffix:" + prefix(annotation));
                } else if (name.equals("OverrideDefault")) {
                    shown = (String) call(annotation, "value");
                }
            }
        }
        Object value = call(option, "defaultValue");
        return String.join(
                "\t",
                escaped((String) call(option, "key")),
                owner.getName(),
                field.getName(),
                isList ? "List<" + type + ">" : type,
                value == null ? "" : escaped("=" + text(value)),
                escaped(String.join(",", fallback)),
                escaped(String.join(",", constants)),
                escaped(shown),
                escaped(String.join(",", marks)));
    }

    /** A value as an operator would write it into the flat file. */
    private static String text(Object value) throws Exception {
        if (value instanceof Duration) {
            Method format = timeUtils.getMethod("formatWithHighestUnit", Duration.class);
            return (String) format.invoke(null, value);
        }
        if (value instanceof List) {
            List<String> parts = new ArrayList<>();
            for (Object part : (List<?>) value) {
                parts.add(text(part));
            }
            return String.join(";", parts);
        }
        if (value instanceof Map) {
            TreeMap<String, String> entries = new TreeMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                entries.put(String.valueOf(entry.getKey()), text(entry.getValue()));
            }
            List<String> parts = new ArrayList<>();
            entries.forEach((key, part) -> parts.add(key + ":" + part));
            return String.join(",", parts);
        }
        return value.toString();
    }

    /** The text of a SuffixOption; up to 1.15 it is a bare marker of the metric reporters. */
    private static String prefix(Annotation suffix) throws Exception {
        try {
            return (String) call(suffix, "value");
        } catch (NoSuchMethodException bare) {
            return "";
        }
    }

    private static Object call(Object target, String method) throws Exception {
        Class<?> type = target.getClass();
        if (target instanceof Annotation) {
            type = ((Annotation) target).annotationType();
        }
        Method found = type.getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(target);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** The names of the classes whose bytes name ConfigOption as the type of something. */
    private static List<String> classesWithOptions(File jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar, false)) {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
                    continue;
                }
                try (InputStream stream = file.getInputStream(entry)) {
                    if (contains(stream.readAllBytes(), NEEDLE)) {
                        names.add(name.substring(0, name.length() - 6).replace('/', '.'));
                    }
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    private static boolean contains(byte[] bytes, byte[] needle) {
        int last = bytes.length - needle.length;
        for (int at = 0; at <= last; at++) {
            int length = 0;
            while (length < needle.length && bytes[at + length] == needle[length]) {
                length++;
            }
            if (length == needle.length) {
                return true;
            }
        }
        return false;
    }

    /** The jars below a folder, each followed by the jars packed inside it. */
    private static void collect(File folder, List<File> jars, Path scratch) throws IOException {
        File[] files = folder.listFiles();
        if (files == null) {
            return;
        }
        for (File file : sorted(files)) {
            if (file.isDirectory()) {
                collect(file, jars, scratch);
            } else if (file.getName().endsWith(".jar")) {
                jars.add(file);
                try (JarFile outer = new JarFile(file, false)) {
                    Enumeration<JarEntry> entries = outer.entries();
                    while (entries.hasMoreElements()) {
                        JarEntry entry = entries.nextElement();
                        if (entry.getName().endsWith(".jar")) {
                            Path inner = Files.createTempFile(scratch, "inner", ".jar");
                            try (InputStream stream = outer.getInputStream(entry)) {
                                Files.copy(stream, inner, StandardCopyOption.REPLACE_EXISTING);
                            }
                            jars.add(inner.toFile());
                        }
                    }
                }
            }
        }
    }

    private static File[] sorted(File[] files) {
        java.util.Arrays.sort(files);
        return files;
    }

    private static void delete(File file) {
        File[] inside = file.listFiles();
        if (inside != null) {
            for (File each : inside) {
                delete(each);
            }
        }
        file.delete();
    }
}
