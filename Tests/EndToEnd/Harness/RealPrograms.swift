import Testing

/// Tests of the two programs as they really run: processes, files and sockets. Serialized, because each needs the processor.
@Suite("The real programs", .serialized, .timeLimit(.minutes(3)))
enum RealPrograms {}
