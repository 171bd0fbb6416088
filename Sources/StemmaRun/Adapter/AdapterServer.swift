public import StemmaRecord
import StemmaTeacher

/// Who serves an adapter, as it is registered.
public enum AdapterServer {
  /// Reads the short form of a teacher.
  ///
  /// - Throws: `.teacherUnreadable`; `.servesNone` for a teacher that is no server of one's own;
  ///   `.modelMissing` where it does not name the adapter.
  public static func choice(_ text: String) throws(AdapterError) -> TeacherChoice {
    let choice: TeacherChoice
    do throws(TeacherFormError) {
      choice = try TeacherChoice(parsing: text)
    } catch {
      throw .teacherUnreadable(error)
    }
    guard Teachers.servesAdapters(choice.provider) else {
      throw .servesNone(teacher: choice.shortForm)
    }
    guard choice.model != nil else { throw .modelMissing(teacher: choice.shortForm) }
    return choice
  }
}
