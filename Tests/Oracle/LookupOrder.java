import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;

/**
 * Prints in which order the real Configuration asks for an option's keys.
 *
 * <p>The argument is a file of {@code class TAB field} lines. Every key that the option names is
 * set; the one that answers is printed and taken away, until none answers: a line per field, its
 * keys in the order in which they answered, separated by blanks.
 */
public final class LookupOrder {
    public static void main(String[] arguments) throws Exception {
        Method raw =
                Configuration.class.getDeclaredMethod("getRawValueFromOption", ConfigOption.class);
        raw.setAccessible(true);
        for (String line : Files.readAllLines(Paths.get(arguments[0]))) {
            String[] parts = line.split("\t");
            ConfigOption<?> option;
            try {
                Field field = Class.forName(parts[0]).getDeclaredField(parts[1]);
                field.setAccessible(true);
                option = (ConfigOption<?>) field.get(null);
            } catch (Throwable absent) {
                // In opt/ or plugins/, or against libraries that are not there.
                continue;
            }
            List<String> names = new ArrayList<>();
            option.fallbackKeys().forEach(key -> names.add(key.getKey()));
            names.add(option.key());
            Configuration configuration = new Configuration();
            for (String name : names) {
                configuration.setString(name, name);
            }
            List<String> answers = new ArrayList<>();
            while (true) {
                Optional<?> answer = (Optional<?>) raw.invoke(configuration, option);
                if (!answer.isPresent() || answers.size() > names.size()) {
                    break;
                }
                answers.add(answer.get().toString());
                configuration.removeConfig(
                        ConfigOptions.key(answer.get().toString()).stringType().noDefaultValue());
            }
            System.out.println(String.join(" ", answers));
        }
        Runtime.getRuntime().halt(0);
    }
}
