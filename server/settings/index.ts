/** What people set. Secrets are encrypted, and leave only towards whom they are for. */
export {
  endpointToTest,
  getTeacher,
  getTeacherView,
  saveTeacher,
  teachingFrom,
  type UsableTeacher,
} from "./teacher-settings";
