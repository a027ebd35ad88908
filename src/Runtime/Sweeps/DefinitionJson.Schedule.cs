using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Schedules;

namespace SweepDsl.Runtime.Sweeps;

public static partial class DefinitionJson
{
    // What is as it was before there was a choice is left out: trials keep the ids that they had.
    private static void WriteSchedule(Utf8JsonWriter json, TrainingDefinition training)
    {
        if (training.Schedule is not ConstantSchedule)
        {
            json.WriteStartObject("schedule");
            WriteSchedule(json, training.Schedule);
            json.WriteEndObject();
        }

        if (training.Warmup is { Amount: > 0 } warmup)
        {
            WriteLength(json, "warmup", warmup);
        }
    }

    private static void WriteSchedule(Utf8JsonWriter json, LearningRateSchedule schedule)
    {
        switch (schedule)
        {
            case StepSchedule step:
                json.WriteString("name", "step");
                json.WriteNumber("factor", step.Factor);
                break;
            case ExponentialSchedule exponential:
                json.WriteString("name", "exponential");
                json.WriteNumber("factor", exponential.Factor);
                break;
            case CosineSchedule cosine:
                json.WriteString("name", "cosine");
                json.WriteNumber("final", cosine.Final);
                break;
            case LinearSchedule linear:
                json.WriteString("name", "linear");
                json.WriteNumber("initial", linear.Initial);
                json.WriteNumber("final", linear.Final);
                break;
            case PolynomialSchedule polynomial:
                json.WriteString("name", "polynomial");
                json.WriteNumber("power", polynomial.Power);
                json.WriteNumber("final", polynomial.Final);
                break;
            case OneCycleSchedule cycle:
                json.WriteString("name", "one_cycle");
                json.WriteNumber("rise", cycle.Rise);
                json.WriteNumber("initial", cycle.Initial);
                json.WriteNumber("final", cycle.Final);
                json.WriteString("anneal", cycle.Anneal.ToString());
                break;
            default:
                throw Unknown(schedule);
        }

        if (schedule.Span is { } length)
        {
            WriteLength(json, "length", length);
        }
    }

    private static void WriteLength(Utf8JsonWriter json, string key, ScheduleLength length)
    {
        json.WriteStartObject(key);
        json.WriteNumber(length.Unit.ToString(), length.Amount);
        json.WriteEndObject();
    }
}
