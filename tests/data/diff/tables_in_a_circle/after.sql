CREATE TABLE department (
    id      NUMBER(10) CONSTRAINT department_pk PRIMARY KEY,
    head_id NUMBER(10),
    CONSTRAINT department_head_fk FOREIGN KEY (head_id) REFERENCES employee (id)
);
CREATE TABLE employee (
    id            NUMBER(10) CONSTRAINT employee_pk PRIMARY KEY,
    department_id NUMBER(10) NOT NULL,
    manager_id    NUMBER(10) CONSTRAINT employee_manager_fk REFERENCES employee,
    CONSTRAINT employee_department_fk FOREIGN KEY (department_id) REFERENCES department (id) ON DELETE CASCADE
);
CREATE OR REPLACE VIEW heads AS SELECT d.id, e.id AS head FROM department d JOIN staff e ON e.id = d.head_id;
CREATE OR REPLACE VIEW staff AS SELECT id, department_id FROM employee;
