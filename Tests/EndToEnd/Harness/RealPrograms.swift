import Testing

/// Tests of the two programs as they are run: processes, files and sockets. One after another, since each needs the processor.
@Suite("The real programs", .serialized, .timeLimit(.minutes(3))) enum RealPrograms {}
