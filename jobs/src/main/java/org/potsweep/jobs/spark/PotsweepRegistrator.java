package org.potsweep.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;
import org.potsweep.jobs.engine.EngineClasses;

/** Tells Kryo of every class that travels; with registration required, a forgotten one fails at once. */
public final class PotsweepRegistrator implements KryoRegistrator {
    /** Spark's own classes that travel when tables are made from rows and read back. */
    private static final List<String> SPARK_CLASSES = List.of(
            "org.apache.spark.sql.catalyst.expressions.GenericRow",
            "org.apache.spark.sql.types.ArrayType",
            "org.apache.spark.sql.types.BinaryType$",
            "org.apache.spark.sql.types.BooleanType$",
            "org.apache.spark.sql.types.ByteType$",
            "org.apache.spark.sql.types.DateType$",
            "org.apache.spark.sql.types.DecimalType",
            "org.apache.spark.sql.types.DoubleType$",
            "org.apache.spark.sql.types.FloatType$",
            "org.apache.spark.sql.types.IntegerType$",
            "org.apache.spark.sql.types.LongType$",
            "org.apache.spark.sql.types.MapType",
            "org.apache.spark.sql.types.ShortType$",
            "org.apache.spark.sql.types.StringType$",
            "org.apache.spark.sql.types.TimestampNTZType$",
            "org.apache.spark.sql.types.TimestampType$",
            "org.apache.spark.sql.types.NullType$",
            "[Lorg.apache.spark.sql.types.DataType;",
            "[Lorg.apache.spark.sql.Row;",
            "[Lorg.apache.spark.util.io.ChunkedByteBuffer;");

    @Override
    public void registerClasses(Kryo kryo) {
        kryo.register(double[].class, new DoubleArraySerializer());
        for (String name : SPARK_CLASSES) {
            kryo.register(load(name));
        }
        for (Class<?> type : EngineClasses.serialised()) {
            register(kryo, type);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this Spark has no " + name, e);
        }
    }

    private static void register(Kryo kryo, Class<?> type) {
        if (type.isRecord()) {
            registerRecord(kryo, type.asSubclass(Record.class));
        } else {
            kryo.register(type);
        }
    }

    private static <T extends Record> void registerRecord(Kryo kryo, Class<T> type) {
        kryo.register(type, new RecordSerializer<>(type));
    }
}
